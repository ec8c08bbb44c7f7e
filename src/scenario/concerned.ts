import type { Plan, PlannedParticipant } from '../model/plan.js';
import type { ResolvedImpairment, ResolvedWho } from '../model/scenario.js';
import { participantKey } from './browsers.js';
import { seededShuffle } from './seeded-order.js';

/** Participants that an impairment concerns. A share is kept from step to step, as exactly as whole participants allow. */
export function concerned({ name, who }: ResolvedImpairment, { steps }: Plan, seed: number): string[] {
  const chosen: string[] = [];
  const candidates = new Set<string>();
  for (const { joins, during } of steps) {
    // Whoever comes back is who it was.
    const ofStep = [...joins, ...(during?.joins ?? [])]
      .filter((join) => matches(join, who))
      .map(({ session, role }) => participantKey(session, role.index))
      .filter((key, i, all) => !candidates.has(key) && all.indexOf(key) === i);
    for (const key of ofStep) candidates.add(key);
    const wanted = who.share === undefined ? candidates.size : Math.round(who.share * candidates.size);
    chosen.push(...seededShuffle(ofStep, String, `${seed}/${name}`).slice(0, Math.max(0, wanted - chosen.length)));
  }
  return chosen;
}

function matches({ session, role, kind }: PlannedParticipant, who: ResolvedWho): boolean {
  return (
    (who.kind ?? kind) === kind &&
    (who.participants?.includes(role.index) ?? true) &&
    (who.sessions?.includes(session) ?? true)
  );
}
