import { displayOf, formatCount, formatMetric } from '../../model/format.js';
import type { ResolvedPrimaryMetric } from '../../model/scenario.js';
import type { Difference } from './outcomes.js';

/** `p95 joinTime 1.9 s → 2.6 s (+37 %, 95 % CI +21…+55 %, 8 against 3 runs) at 98 media connections`. */
export function metricSentence(
  { metric, scale, text }: ResolvedPrimaryMetric,
  found: Difference,
  loads: readonly number[],
): string {
  const [before, after] = amounts(metric, found.baseline, found.current);
  const change = scale === 'log' ? percentages : differences(metric);
  return `${text} ${before} → ${after} (${changeText(found, change)}) ${loadText(loads)}`;
}

/** `capacity 20 sessions → 17 sessions (−15 %, 95 % CI −19…−11 %, 8 against 3 runs)`. */
export function capacitySentence(unit: string, found: Difference): string {
  const level = (value: number) => `${Number(value.toFixed(1))} ${unit}`;
  return `capacity ${level(found.baseline)} → ${level(found.current)} (${changeText(found, percentages)})`;
}

/** How changes are written: the number with its sign, and what stands behind it. */
interface ChangeFormat {
  readonly number: (change: number) => string;
  readonly symbol: string;
}

const percentages: ChangeFormat = { number: (change) => signed(change * 100, 0), symbol: ' %' };

function differences(metric: string): ChangeFormat {
  const { factor, symbol, decimals } = displayOf(metric);
  const isShare = symbol === '%';
  return {
    number: (change) => signed(change * factor, Math.max(decimals, 1)),
    symbol: isShare ? ' points' : symbol === '' ? '' : ` ${symbol}`,
  };
}

function changeText({ change, interval, runs: [before, after] }: Difference, { number, symbol }: ChangeFormat): string {
  const range = interval ? `, 95 % CI ${number(interval[0])}…${number(interval[1])}${symbol}` : '';
  return `${number(change)}${symbol}${range}, ${before} against ${after} ${after === 1 ? 'run' : 'runs'}`;
}

function signed(value: number, decimals: number): string {
  // A change of 250 % needs no decimals, one of 0.3 % does.
  const digits = Math.abs(value) < 1 && decimals === 0 ? 1 : decimals;
  const text = Math.abs(value).toFixed(digits);
  return Number(text) === 0 ? text : `${value < 0 ? '−' : '+'}${text}`;
}

/** Both values, with as many decimals as it takes to tell them apart; long times in seconds. */
function amounts(metric: string, before: number, after: number): [string, string] {
  if (displayOf(metric).symbol !== 'ms' || Math.max(before, after) < 1000)
    return [formatMetric(metric, before, after), formatMetric(metric, after, before)];
  const seconds = (digits: number) => [before, after].map((ms) => `${(ms / 1000).toFixed(digits)} s`);
  const short = seconds(1);
  return (short[0] === short[1] ? seconds(2) : short) as [string, string];
}

function loadText(loads: readonly number[]): string {
  const most = formatCount(loads.at(-1) ?? 0);
  return loads.length === 1
    ? `at ${most} media connections`
    : `over ${loads.length} steps up to ${most} media connections`;
}
