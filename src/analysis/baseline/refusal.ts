import type { TolerableDifference } from '../../model/scenario.js';
import type { ConditionDifference } from './conditions.js';

const mostNamed = 3;

/** Why a baseline is not compared: what differs, and the cure. */
export function refusal(file: string, unlike: readonly ConditionDifference[]): string {
  const named = unlike.slice(0, mostNamed).map(inWords).join('; ');
  const more = unlike.length > mostNamed ? `; and ${unlike.length - mostNamed} more` : '';
  const tolerable = [...new Set(unlike.flatMap(({ path }) => tolerableNameOf(path) ?? []))];
  const all = unlike.every(({ path }) => tolerableNameOf(path));
  const allow = all
    ? `, or compare all the same with baseline.across: [${tolerable.map((of) => `'${of}'`).join(', ')}]`
    : '';
  return `the baseline ${file} is of something unlike: ${named}${more}; start it anew with --update-snapshots${allow}`;
}

const tolerableNameOf = (path: string): TolerableDifference | undefined =>
  path.startsWith('machine.') ? 'machine' : path === 'platform.version' || path === 'platform.url' ? path : undefined;

/** `platform.version was "2.30.0" and is "2.32.1"`. */
export function inWords({ path, baseline, current }: ConditionDifference): string {
  return `${path} was ${shown(baseline)} and is ${shown(current)}`;
}

const longestShown = 60;

function shown(value: unknown): string {
  if (value === undefined) return 'not set';
  const text = JSON.stringify(value);
  return text.length > longestShown ? `${text.slice(0, longestShown)}…` : text;
}
