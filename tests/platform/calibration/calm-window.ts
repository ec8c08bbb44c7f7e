import { firstRight } from '../../first-right.js';

const windows = 4;

/**
 * What is measured in the first of up to four windows that is as it should be, else in the last. Receivers on one machine are late each by
 * itself while others keep it busy: what is wrong in every window is wrong, what is wrong in one of them was the machine.
 */
export const calmWindow = <T>(measure: () => Promise<T>, isRight: (measured: T) => boolean): Promise<T> =>
  firstRight(measure, isRight, windows);
