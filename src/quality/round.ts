/** Rounds to 6 significant digits, as averages stand in reports. */
export const round6 = (value: number): number => Number(value.toPrecision(6));

/** The shortest decimal number that is this value in float32: figures travel as float32, and 0.02 must not read 0.01999999955. */
export function shortestFloat32(value: number): number {
  if (!Number.isFinite(value)) return value;
  const wanted = Math.fround(value);
  for (let digits = 1; digits < 9; digits += 1) {
    const candidate = Number(value.toPrecision(digits));
    if (Math.fround(candidate) === wanted) return candidate;
  }
  return Number(value.toPrecision(9));
}
