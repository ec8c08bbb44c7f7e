/** Keeps this thread busy for so many µs. */
export function burnCpu(micros: number): void {
  const until = performance.now() + micros / 1000;
  while (performance.now() < until);
}
