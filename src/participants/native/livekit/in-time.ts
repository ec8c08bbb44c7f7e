import { LoadError } from '../../../model/errors.js';

/** How long the server may take to answer, in ms. */
const answerWithinMs = 10_000;

/** What the promise gives. @param what the server did not do in time. @throws LoadError `PUBLISH_FAILED` */
export async function inTime<T>(promise: Promise<T>, what: string): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    const sentence = `The server ${what} within ${answerWithinMs / 1000} s; look at its load and its log.`;
    timer = setTimeout(() => reject(new LoadError('PUBLISH_FAILED', sentence)), answerWithinMs);
  });
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
}
