import { z } from 'zod';
import type { LoadShape, ResolvedLoadShape } from '../model/scenario.js';
import { levelsOfStays, staysExpected, staysOf } from './arrivals.js';
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

type Context = z.core.$RefinementCtx;

/** What a shape says: the level of each step, and times of each where they differ. */
type Laid = Pick<ResolvedLoadShape, 'levels' | 'times' | 'arrivals'>;

interface Given {
  readonly holdSeconds: number;
  readonly seed: number;
  readonly context: Context;
}

interface Shape {
  /** Schema of what stands under `sessions` or `participants`. */
  readonly counted: (unit: Unit) => z.ZodType;
  /** Options of its own. */
  readonly own: z.core.$ZodLooseShape;
  /** Undefined if something is wrong, which it has told. */
  readonly lay: (counted: never, own: never, given: Given) => Laid | undefined;
}

const anyLevel = (unit: Unit) => wholeNumber(1, largestLevel[unit]);

function mistake(context: Context, path: (string | number)[], message: string, input: unknown): undefined {
  context.addIssue({ code: 'custom', path, message, input });
  return undefined;
}

const stay = duration(1, limits.soakSeconds);

/** Undefined if it is no whole number of holds, or too many. */
function holdsIn(seconds: number, option: string, holdSeconds: number, most: number, context: Context) {
  const holds = seconds / holdSeconds;
  if (!Number.isInteger(holds))
    return mistake(context, [option], `expected a multiple of the hold, ${holdSeconds} s`, `${seconds}s`);
  if (holds > most)
    return mistake(context, [option], `expected at most ${most} holds; make hold longer`, `${seconds}s`);
  return holds;
}

const shapes: Readonly<Record<LoadShape, Shape>> = {
  constant: { counted: anyLevel, own: {}, lay: (level: number) => ({ levels: [level] }) },
  staircase: {
    counted: (unit) =>
      options({ from: anyLevel(unit), to: anyLevel(unit), step: anyLevel(unit).optional() }).transform(
        ({ from, to, step = 1 }, context) => {
          if (to < from) return mistake(context, ['to'], `expected a level from ${from} (from) on`, to) ?? z.NEVER;
          if ((to - from) / step >= limits.steps)
            return mistake(context, ['step'], `expected at most ${limits.steps} steps`, step) ?? z.NEVER;
          return levelsOf(from, to, step);
        },
      ),
    own: {},
    lay: (levels: readonly number[]) => ({ levels }),
  },
  ramp: {
    counted: (unit) => options({ from: anyLevel(unit), to: anyLevel(unit) }),
    own: { over: duration(limits.holdSeconds.min, limits.soakSeconds, true) },
    lay: ({ from, to }: { from: number; to: number }, { over }: { over: number }, { holdSeconds, context }) => {
      const holds = holdsIn(over, 'over', holdSeconds, limits.steps - 1, context);
      if (holds === undefined) return undefined;
      const levels = Array.from({ length: holds + 1 }, (_, i) => Math.round(from + ((to - from) * i) / holds));
      return { levels };
    },
  },
  arrivals: {
    counted: (unit) =>
      options({
        perSecond: positiveNumber(limits.joinsPerSecond).optional(),
        perMinute: positiveNumber(60 * limits.joinsPerSecond).optional(),
        from: wholeNumber(0, largestLevel[unit]).optional(),
      }).transform(({ perSecond, perMinute, from }, context) => {
        if ((perSecond === undefined) === (perMinute === undefined))
          return mistake(context, [], 'expected either perSecond or perMinute', { perSecond, perMinute }) ?? z.NEVER;
        return { perSecond: perSecond ?? perMinute! / 60, from };
      }),
    own: {
      for: duration(limits.holdSeconds.min, limits.soakSeconds, true),
      stay: z.union([stay.transform((mean) => ({ mean })), options({ fixed: stay })], {
        error: "expected a duration such as '60s', or { fixed: '60s' }",
      }),
    },
    lay: (
      { perSecond, from }: { perSecond: number; from?: number },
      { for: seconds, stay }: { for: number; stay: { mean: number } | { fixed: number } },
      { holdSeconds, seed, context },
    ) => {
      const holds = holdsIn(seconds, 'for', holdSeconds, limits.steps, context);
      if (holds === undefined) return undefined;
      const staySeconds = 'fixed' in stay ? stay.fixed : stay.mean;
      const arrivals = {
        perSecond,
        staySeconds,
        stay: 'fixed' in stay ? ('fixed' as const) : ('exponential' as const),
        from: from ?? Math.round(perSecond * staySeconds),
      };
      if (staysExpected(arrivals, seconds) > limits.stays)
        return mistake(
          context,
          [],
          `expected at most ${limits.stays} to come in all`,
          staysExpected(arrivals, seconds),
        );
      return { levels: levelsOfStays(staysOf(arrivals, seconds, seed), holds, holdSeconds), arrivals };
    },
  },
  spike: {
    counted: (unit) =>
      options({ base: anyLevel(unit), peak: anyLevel(unit) }).transform(
        ({ base, peak }, context) =>
          (peak > base
            ? [base, peak, base]
            : mistake(context, ['peak'], `expected a level above ${base} (base)`, peak)) ?? z.NEVER,
      ),
    own: { peakHold: timing.hold },
    lay: (levels: readonly number[], { peakHold }: { peakHold?: number }, { holdSeconds }) => ({
      levels,
      ...(peakHold !== undefined && { times: [{ holdSeconds }, { holdSeconds: peakHold }, { holdSeconds }] }),
    }),
  },
  soak: {
    counted: anyLevel,
    own: { for: duration(limits.holdSeconds.min, limits.soakSeconds, true) },
    lay: (level: number, { for: seconds }: { for: number }, { holdSeconds, context }) => {
      const holds = holdsIn(seconds, 'for', holdSeconds, limits.steps, context);
      return holds === undefined ? undefined : { levels: new Array<number>(holds).fill(level) };
    },
  },
  stages: {
    counted: (unit) =>
      z
        .array(
          options({
            target: anyLevel(unit),
            ramp: duration(limits.rampSeconds.min, limits.rampSeconds.max).optional(),
            hold: timing.hold,
          }),
          { error: 'expected a list of { target, ramp, hold }' },
        )
        .min(1, { error: 'expected at least 1 stage' })
        .max(limits.steps, { error: `expected at most ${limits.steps} stages` }),
    own: {},
    lay: (list: readonly { target: number; ramp?: number; hold?: number }[], _own: unknown, { holdSeconds }) => ({
      levels: list.map(({ target }) => target),
      times: list.map(({ ramp, hold = holdSeconds }) => ({
        holdSeconds: hold,
        ...(ramp !== undefined && { rampSeconds: ramp }),
      })),
    }),
  },
};

const builders = `${Object.keys(shapes)
  .map((type) => `${type}({ … })`)
  .join(', ')
  .replace(/, ([^,]*)$/, ' or $1')}`;

/** Schema of the load shape that `input` says it is. */
export function loadSchemaFor(input: unknown, defaults: ScenarioDefaults, seed: number): z.ZodType<ResolvedLoadShape> {
  const type = typeof input === 'object' && input !== null ? (input as { type?: unknown }).type : undefined;
  if (typeof type !== 'string' || !Object.hasOwn(shapes, type))
    return z.custom<ResolvedLoadShape>(() => false, { error: `expected ${builders}` });
  const { counted, own, lay } = shapes[type as LoadShape];
  return options({
    type: z.literal(type),
    sessions: counted('sessions').optional(),
    participants: counted('participants').optional(),
    ...own,
    ...timing,
  }).transform((given, context) => {
    const { sessions, participants } = given as { sessions?: unknown; participants?: unknown };
    if ((sessions === undefined) === (participants === undefined))
      return mistake(context, [], 'expected either sessions or participants', input) ?? z.NEVER;
    const unit: Unit = sessions === undefined ? 'participants' : 'sessions';
    const times = timingOf(given as Timing, defaults);
    const laid = lay((sessions ?? participants) as never, given as never, {
      holdSeconds: times.holdSeconds,
      seed,
      context,
    });
    return laid ? { type, unit, ...laid, ...times } : z.NEVER;
  }) as unknown as z.ZodType<ResolvedLoadShape>;
}
