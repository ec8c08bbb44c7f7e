import { z } from 'zod';
import { type ResolvedCapacity, type ResolvedLoadShape, searchMethods } from '../model/scenario.js';
import { oneOf, options, wholeNumber } from './leaf-schemas.js';
import { limits } from './limits.js';
import { largestLevel, timing } from './load-schema.js';

/** Where a search ends. */
export interface UpTo {
  readonly unit: ResolvedLoadShape['unit'] | 'joinsPerSecond';
  readonly level: number;
}

const oneUnit = 'expected { sessions }, { participants } or { joinsPerSecond }';

/** Schema of `upTo`. */
export const upToSchema = options({
  sessions: wholeNumber(1, largestLevel.sessions).optional(),
  participants: wholeNumber(1, largestLevel.participants).optional(),
  joinsPerSecond: wholeNumber(1, limits.joinsPerSecond).optional(),
}).transform((input, context): UpTo => {
  const given = (['sessions', 'participants', 'joinsPerSecond'] as const).filter((unit) => input[unit] !== undefined);
  const [unit] = given;
  if (unit === undefined || given.length > 1) {
    context.addIssue({ code: 'custom', path: [], message: oneUnit, input });
    return z.NEVER;
  }
  return { unit, level: input[unit]! };
}) as unknown as z.ZodType<UpTo>;

const anyLevel = wholeNumber(1, Math.max(...Object.values(largestLevel))).optional();

/** Schema of how the load of a search rises. */
export const capacityLoadSchema = options({ ...timing, from: anyLevel, step: anyLevel });

/** Schema of the sessions into which everyone joins in each step of a search for the peak join rate. */
export const joinedSessionsSchema = wholeNumber(1, limits.sessions).optional();

/** Schema of how a search comes from level to level. */
export const searchSchema = oneOf(searchMethods).optional();

/** Schema of what a buyer asks for. */
export const sizingSchema = options({
  sessions: z
    .union([wholeNumber(1, limits.sizedSessions), z.array(wholeNumber(1, limits.sizedSessions)).min(1).max(20)], {
      error: `expected a whole number from 1 to ${limits.sizedSessions}, or a list of up to 20`,
    })
    .optional(),
  headroom: z
    .custom<number>((value) => typeof value === 'number' && value > 0 && value <= 1, {
      error: 'expected a number above 0, at most 1',
    })
    .optional(),
}).optional() as unknown as z.ZodType<{ sessions?: number | number[]; headroom?: number } | undefined>;

/** Schema of the capacity that a deployment must have. */
export const atLeastSchema = options({
  sessions: wholeNumber(1, limits.sessions).optional(),
  participants: wholeNumber(1, limits.mediaConnections).optional(),
  mediaConnections: wholeNumber(1, limits.mediaConnections).optional(),
  joinsPerSecond: wholeNumber(1, limits.joinsPerSecond).optional(),
}).optional() as unknown as z.ZodType<NonNullable<ResolvedCapacity['atLeast']> | undefined>;
