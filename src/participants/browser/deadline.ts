import type { LoadError } from '../../model/errors.js';

/** `work`, or the error of `late` if it is not done within `milliseconds`. */
export async function within<T>(milliseconds: number, work: Promise<T>, late: () => LoadError): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const deadline = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(late()), milliseconds);
  });
  try {
    return await Promise.race([work, deadline]);
  } finally {
    clearTimeout(timer);
  }
}
