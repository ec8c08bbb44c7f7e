import { z } from 'zod';
import type { ResolvedCapacity, ResolvedLoadShape } from '../model/scenario.js';
import { options, wholeNumber } from './leaf-schemas.js';
import { limits } from './limits.js';
import { largestLevel, timing } from './load-schema.js';

/** Where a search ends. */
export interface UpTo {
  readonly unit: ResolvedLoadShape['unit'];
  readonly level: number;
}

const eitherUnit = 'expected { sessions } or { participants }';

/** Schema of `upTo`. */
export const upToSchema = options({
  sessions: wholeNumber(1, largestLevel.sessions).optional(),
  participants: wholeNumber(1, largestLevel.participants).optional(),
}).transform(({ sessions, participants }, context): UpTo => {
  const level = sessions ?? participants;
  if (level === undefined || (sessions !== undefined && participants !== undefined)) {
    context.addIssue({ code: 'custom', path: [], message: eitherUnit, input: { sessions, participants } });
    return z.NEVER;
  }
  return { unit: sessions === undefined ? 'participants' : 'sessions', level };
}) as unknown as z.ZodType<UpTo>;

const anyLevel = wholeNumber(1, Math.max(...Object.values(largestLevel))).optional();

/** Schema of how the load of a search rises. */
export const capacityLoadSchema = options({ ...timing, from: anyLevel, step: anyLevel });

/** Schema of the capacity that a deployment must have. */
export const atLeastSchema = options({
  sessions: wholeNumber(1, limits.sessions).optional(),
  participants: wholeNumber(1, limits.mediaConnections).optional(),
  mediaConnections: wholeNumber(1, limits.mediaConnections).optional(),
}).optional() as unknown as z.ZodType<NonNullable<ResolvedCapacity['atLeast']> | undefined>;
