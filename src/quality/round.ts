/** Rounds to 6 significant digits, as figures stand in reports. Float32 evidence carries 7; what is left out here is noise. */
export const round6 = (value: number): number => Number(value.toPrecision(6));

/** Rounds every number in plain data, however deep. */
export function roundFigures<T>(data: T): T {
  if (typeof data === 'number') return round6(data) as T;
  if (Array.isArray(data)) return data.map(roundFigures) as T;
  if (typeof data !== 'object' || data === null) return data;
  return Object.fromEntries(Object.entries(data).map(([key, value]) => [key, roundFigures(value)])) as T;
}

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
