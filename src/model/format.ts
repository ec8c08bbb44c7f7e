import { isMetricName, metrics } from './metrics.js';
import type { Unit } from './units.js';

/** How values of a unit are shown to people. */
export interface UnitDisplay {
  /** Shown = value × factor. */
  readonly factor: number;
  /** Stands behind the number, with a no-break space; may be empty. */
  readonly symbol: string;
  /** Digits behind the point. */
  readonly decimals: number;
}

const displays: Readonly<Record<Unit, UnitDisplay>> = {
  ms: { factor: 1, symbol: 'ms', decimals: 0 },
  s: { factor: 1, symbol: 's', decimals: 1 },
  '1/s': { factor: 1, symbol: '/s', decimals: 1 },
  kbps: { factor: 1, symbol: 'kbps', decimals: 0 },
  Mbps: { factor: 1, symbol: 'Mbps', decimals: 1 },
  MB: { factor: 1, symbol: 'MB', decimals: 0 },
  px: { factor: 1, symbol: 'px', decimals: 0 },
  dB: { factor: 1, symbol: 'dB', decimals: 1 },
  ratio: { factor: 100, symbol: '%', decimals: 1 },
  count: { factor: 1, symbol: '', decimals: 0 },
  participants: { factor: 1, symbol: '', decimals: 0 },
  streams: { factor: 1, symbol: '', decimals: 0 },
  mos: { factor: 1, symbol: '', decimals: 2 },
  '': { factor: 1, symbol: '', decimals: 2 },
};

/** Most decimals that a value gets to tell it from its bound, or from nothing. */
const mostDecimals = 4;
const noBreakSpace = '\u00a0';

/** How the values of a metric (`joinTime`, `joinTime@browser`) are shown. A name outside the catalogue shows plain numbers. */
export function displayOf(metric: string): UnitDisplay {
  const [name = ''] = metric.split('@');
  if (name === 'video.framesPerSecond') return { ...displays['1/s'], symbol: 'fps' };
  return displays[isMetricName(name) ? metrics[name].unit : ''];
}

/**
 * A value of a metric for people, without its symbol: `29.9`, `4.8`.
 * @param bound a threshold's bound: the value gets as many decimals as it takes not to look equal to it
 */
export function formatNumber(value: number, display: UnitDisplay, bound?: number): string {
  if (!Number.isFinite(value)) return 'not measured';
  const fixed = (number: number, decimals: number) => (number * display.factor).toFixed(decimals);
  let decimals = display.decimals;
  while (decimals < mostDecimals && looksLike(value, bound, (number) => fixed(number, decimals))) decimals++;
  return group(fixed(value, decimals).replace(/^-(0(\.0+)?)$/, '$1'));
}

/** A threshold's bound for people, without idle zeros: `24 fps`, `2 %`. */
export function formatBound(metric: string, bound: number): string {
  const display = displayOf(metric);
  const shown = String(Number((bound * display.factor).toPrecision(6)));
  return withSymbol(group(shown), display);
}

const operators: Readonly<Record<string, string>> = { '<=': '≤', '>=': '≥', '==': '=' };

/** A threshold as the user wrote it, for people: `p95 < 0.02 after outage` of a ratio becomes `p95 < 2 % after outage`. */
export function formatThreshold(metric: string, text: string): string {
  const parts = /^\s*(\S+)\s*(<=|>=|==|<|>)\s*([+-]?[\d.]+(?:e[+-]?\d+)?)(\s.*)?$/i.exec(text);
  if (!parts) return text;
  const [, aggregate = '', operator = '', bound, window = ''] = parts;
  return `${aggregate} ${operators[operator] ?? operator} ${formatBound(metric, Number(bound))}${window.trimEnd()}`;
}

/** A value of a metric for people, with its symbol: `29.9 fps`, `4.8 %`. */
export function formatMetric(metric: string, value: number, bound?: number): string {
  const display = displayOf(metric);
  return withSymbol(formatNumber(value, display, bound), display);
}

/** A value of a unit for people, with its symbol. */
export const formatUnit = (value: number, unit: Unit): string =>
  withSymbol(formatNumber(value, displays[unit]), displays[unit]);

/** A whole number for people: `12,345`. */
export const formatCount = (value: number): string => formatNumber(value, displays.count);

function withSymbol(number: string, display: UnitDisplay): string {
  return display.symbol === '' || number === 'not measured' ? number : `${number}${noBreakSpace}${display.symbol}`;
}

function looksLike(value: number, bound: number | undefined, show: (number: number) => string): boolean {
  const shown = show(value);
  if (bound !== undefined && bound !== value && shown === show(bound)) return true;
  // A small loss must not read as none.
  return value !== 0 && Number(shown) === 0;
}

function group(number: string): string {
  const [whole = '', fraction] = number.split('.');
  const grouped = whole.length > 4 ? whole.replace(/\B(?=(\d{3})+$)/g, ',') : whole;
  return fraction === undefined ? grouped : `${grouped}.${fraction}`;
}
