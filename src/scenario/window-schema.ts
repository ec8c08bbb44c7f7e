import type { ResolvedWindow } from '../model/scenario.js';
import { show } from '../model/show.js';
import type { Mistakes } from './mistakes.js';
import { nearestFirst } from './nearest.js';

const singles = ['during', 'after', 'before'] as const;
const windowKeys = [...singles, 'between'] as const;

/** A threshold taken apart into its check and its window. */
export interface BoundCheck {
  readonly check: unknown;
  readonly window?: ResolvedWindow;
}

/** Reads `{ check, after: 'outage' }`; a text is a check without a window. Undefined if something is wrong with it. */
export function readBoundCheck(input: unknown, path: string, mistakes: Mistakes): BoundCheck | undefined {
  if (typeof input !== 'object' || input === null || Array.isArray(input)) return { check: input };
  const keys = ['check', ...windowKeys];
  const unknown = Object.keys(input).filter((key) => !keys.includes(key));
  for (const key of unknown)
    mistakes.add(path, `unknown option ${show(key)}; known are ${nearestFirst(key, keys).join(', ')}`);
  const given = windowKeys.filter((key) => (input as Record<string, unknown>)[key] !== undefined);
  const [type] = given;
  if (given.length !== 1 || type === undefined) {
    if (unknown.length === 0)
      mistakes.add(path, `expected check and one of ${windowKeys.join(', ')}, given ${show(input)}`);
    return undefined;
  }
  const window = readWindow(type, (input as Record<string, unknown>)[type], `${path}.${type}`, mistakes);
  return unknown.length === 0 && window ? { check: (input as { check?: unknown }).check, window } : undefined;
}

function readWindow(
  type: ResolvedWindow['type'],
  events: unknown,
  path: string,
  mistakes: Mistakes,
): ResolvedWindow | undefined {
  const isEvent = (event: unknown): event is string => typeof event === 'string' && event.trim() !== '';
  if (type !== 'between') {
    if (isEvent(events)) return { type, event: events.trim() };
    mistakes.add(path, `expected an event such as 'step 2' or the name of an impairment, given ${show(events)}`);
    return undefined;
  }
  const [from, to, ...more] = Array.isArray(events) ? (events as unknown[]) : [];
  if (isEvent(from) && isEvent(to) && more.length === 0) return { type, events: [from.trim(), to.trim()] };
  mistakes.add(path, `expected two events such as ['step 3', 'step 5'], given ${show(events)}`);
  return undefined;
}
