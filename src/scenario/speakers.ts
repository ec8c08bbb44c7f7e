import { createHash } from 'node:crypto';
import type { Plan } from '../model/plan.js';
import type { ResolvedScenario } from '../model/scenario.js';

/**
 * Whose microphone can be switched: native participants that publish sound, by session.
 * @param level that is held, from 1: its places are filled, and some more in a hold that ramps. Where sessions or participants come and
 * go, all places count
 */
export function microphones(
  { places, filled, steps }: Pick<Plan, 'places' | 'filled' | 'steps'>,
  level: number,
): ReadonlyMap<number, readonly number[]> {
  const bySession = new Map<number, number[]>();
  const held =
    filled.length === 0
      ? places
      : [...places.slice(0, filled[level - 1] ?? 0), ...(steps[level - 1]?.during?.joins ?? [])];
  for (const { session, role, kind } of held) {
    if (kind !== 'native' || !role.publishes.audio) continue;
    const indexes = bySession.get(session) ?? [];
    indexes.push(role.index);
    bySession.set(session, indexes);
  }
  return bySession;
}

/**
 * Who speaks in a turn of one session, chosen by the scenario's seed: the same on every generator and in every run.
 * @param among indexes of those who may
 * @param turn from 0, counted from the start of the step
 */
export function speakersIn(
  { seed, participants: { speakers } }: Pick<ResolvedScenario, 'seed' | 'participants'>,
  among: readonly number[],
  { session, step, turn }: { readonly session: number; readonly step: number; readonly turn: number },
): ReadonlySet<number> {
  if (!speakers) return new Set(among);
  const rank = (index: number) =>
    createHash('sha256').update(`${seed}/speakers/${session}/${step}/${turn}/${index}`).digest('hex');
  const ranked = among.map((index) => ({ index, rank: rank(index) })).sort((a, b) => (a.rank < b.rank ? -1 : 1));
  return new Set(ranked.slice(0, speakers.active).map(({ index }) => index));
}
