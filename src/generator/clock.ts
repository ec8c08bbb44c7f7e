import type { EpochMs } from '../model/units.js';

/** Wall-clock time that never goes backwards within a process. */
export const now = (): EpochMs => performance.timeOrigin + performance.now();

/** Resolves at `at`, or at once if that has passed. Rejects with the signal's reason when it is aborted. */
export function sleepUntil(at: EpochMs, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal.aborted) {
      reject(signal.reason);
      return;
    }
    const stop = () => {
      clearTimeout(timer);
      reject(signal.reason);
    };
    const timer = setTimeout(
      () => {
        signal.removeEventListener('abort', stop);
        resolve();
      },
      Math.max(0, at - now()),
    );
    signal.addEventListener('abort', stop, { once: true });
  });
}

/** Waits for `promise`, but not longer than until the signal is aborted. */
export function orAborted<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    if (signal.aborted) {
      reject(signal.reason);
      return;
    }
    const stop = () => reject(signal.reason);
    signal.addEventListener('abort', stop, { once: true });
    promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', stop));
  });
}
