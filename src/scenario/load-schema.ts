import { z } from 'zod';
import type { ResolvedLoadShape } from '../model/scenario.js';
import type { ScenarioDefaults } from './defaults.js';
import { duration, options, positiveNumber, wholeNumber } from './leaf-schemas.js';
import { limits } from './limits.js';

type Unit = ResolvedLoadShape['unit'];

/** Largest level of each unit. */
export const largestLevel: Readonly<Record<Unit, number>> = {
  sessions: limits.sessions,
  participants: limits.participantsPerSession,
};

/** Schemas of the times of a load shape. */
export const timing = {
  hold: duration(limits.holdSeconds.min, limits.holdSeconds.max, true).optional(),
  joinsPerSecond: positiveNumber(limits.joinsPerSecond).optional(),
  settle: duration(0, limits.settleLimitSeconds.max).optional(),
  settleLimit: duration(limits.settleLimitSeconds.min, limits.settleLimitSeconds.max).optional(),
};

interface Timing {
  readonly hold?: number | undefined;
  readonly joinsPerSecond?: number | undefined;
  readonly settle?: number | undefined;
  readonly settleLimit?: number | undefined;
}

/** Times of a load shape with their defaults. */
export const timingOf = (input: Timing, defaults: ScenarioDefaults) => ({
  holdSeconds: input.hold ?? defaults.holdSeconds,
  joinsPerSecond: input.joinsPerSecond ?? defaults.joinsPerSecond,
  settleSeconds: input.settle ?? defaults.settleSeconds,
  settleLimitSeconds: input.settleLimit ?? defaults.settleLimitSeconds,
});

/** Levels from `from` to `to`; the last one is always `to`. */
export function levelsOf(from: number, to: number, step: number): number[] {
  const count = Math.ceil((to - from) / step) + 1;
  return Array.from({ length: count }, (_, i) => Math.min(from + i * step, to));
}

/** A staircase's levels, checked. */
const levels = (unit: Unit) =>
  options({
    from: wholeNumber(1, largestLevel[unit]),
    to: wholeNumber(1, largestLevel[unit]),
    step: wholeNumber(1, largestLevel[unit]).optional(),
  }).transform(({ from, to, step = 1 }, context) => {
    if (to < from) {
      context.addIssue({ code: 'custom', path: ['to'], message: `expected a level from ${from} (from) on`, input: to });
      return z.NEVER;
    }
    if ((to - from) / step >= limits.steps) {
      context.addIssue({
        code: 'custom',
        path: ['step'],
        message: `expected at most ${limits.steps} steps`,
        input: step,
      });
      return z.NEVER;
    }
    return levelsOf(from, to, step);
  });

const level = (unit: Unit) => wholeNumber(1, largestLevel[unit]).transform((only) => [only]);

/** Schema of the load shape that `input` says it is. */
export function loadSchemaFor(input: unknown, defaults: ScenarioDefaults): z.ZodType<ResolvedLoadShape> {
  const type = typeof input === 'object' && input !== null ? (input as { type?: unknown }).type : undefined;
  if (type !== 'constant' && type !== 'staircase')
    return z.custom<ResolvedLoadShape>(() => false, { error: 'expected constant({ … }) or staircase({ … })' });
  const counted = type === 'constant' ? level : levels;
  return options({
    type: z.literal(type),
    sessions: counted('sessions').optional(),
    participants: counted('participants').optional(),
    ...timing,
  }).transform(({ sessions, participants, ...times }, context) => {
    const given = sessions ?? participants;
    if (!given || (sessions && participants)) {
      context.addIssue({ code: 'custom', path: [], message: 'expected either sessions or participants', input });
      return z.NEVER;
    }
    return {
      type,
      unit: sessions ? ('sessions' as const) : ('participants' as const),
      levels: given,
      ...timingOf(times, defaults),
    };
  }) as unknown as z.ZodType<ResolvedLoadShape>;
}
