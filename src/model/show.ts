import { inspect } from 'node:util';

const longestShown = 80;

/** A value as a message shows it: one short line, whatever it is. */
export function show(value: unknown): string {
  if (value === undefined) return 'nothing';
  if (typeof value === 'function') return 'a function';
  const text = inspect(value, {
    depth: 1,
    breakLength: Number.POSITIVE_INFINITY,
    maxArrayLength: 5,
    maxStringLength: 60,
  });
  return text.length > longestShown ? `${text.slice(0, longestShown)}…` : text;
}
