/** One figure of a benchmark, and what was wanted of it. */
export interface BenchmarkResult {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  /** A bound such as `<= 25`. */
  readonly target: string;
  readonly met: boolean;
  /** What the same stack costs without any JavaScript per packet. */
  readonly floor?: number;
}

export function atMost(name: string, value: number, unit: string, bound: number): BenchmarkResult {
  return { name, value: Number(value.toPrecision(4)), unit, target: `<= ${bound}`, met: value <= bound };
}

export function atLeast(name: string, value: number, unit: string, bound: number): BenchmarkResult {
  return { name, value: Number(value.toPrecision(4)), unit, target: `>= ${bound}`, met: value >= bound };
}
