const windows = 4;

/**
 * What is measured in the first of up to four windows that is as it should be, else in the last. Receivers on one machine are late each by
 * itself while others keep it busy: what is wrong in every window is wrong, what is wrong in one of them was the machine.
 */
export async function calmWindow<T>(measure: () => Promise<T>, isRight: (measured: T) => boolean): Promise<T> {
  let measured = await measure();
  for (let window = 1; window < windows && !isRight(measured); window++) measured = await measure();
  return measured;
}
