/** Digits of every figure in a report. Float32 evidence carries 7; what is left out here is noise. */
const significantDigits = 6;

const rounded = (value: number): number => Number(value.toPrecision(significantDigits));

/** Rounds every number in plain data, however deep. */
export function roundFigures<T>(data: T): T {
  if (typeof data === 'number') return rounded(data) as T;
  if (Array.isArray(data)) return data.map(roundFigures) as T;
  if (typeof data !== 'object' || data === null) return data;
  return Object.fromEntries(Object.entries(data).map(([key, value]) => [key, roundFigures(value)])) as T;
}
