import type { Plan, PlannedPlace } from '../model/plan.js';
import type { ResolvedScenario } from '../model/scenario.js';
import { chooseBrowsers, participantKey, type SessionJoins } from './browsers.js';
import { rolesOfSessions } from './mix.js';
import { rolesOf } from './roles.js';
import { highestLevel } from './step-times.js';

/** What a plan follows from. */
export type PlannedScenario = Pick<ResolvedScenario, 'topology' | 'load' | 'participants' | 'seed'>;

/**
 * Everyone who is there at the highest level, in the order in which they join: session by session. Each level fills the first of these
 * places, so that it is the same load however it is reached.
 */
export function placesOf({ topology, load, participants, seed }: PlannedScenario): Pick<Plan, 'places' | 'filled'> {
  const grows = load.unit === 'participants';
  const most = highestLevel(load);
  const roles = grows ? [rolesOf(topology, most)] : rolesOfSessions(topology, most, seed);
  let browsersLeft = participants.browser === 'all' ? Number.POSITIVE_INFINITY : participants.browser;
  const places: PlannedPlace[] = [];
  /** Places filled at each level, however it is counted. */
  const filledBy = [0];
  let highest = 0;
  for (const level of load.levels) {
    if (level <= highest) continue;
    const added: SessionJoins[] = grows
      ? [{ session: 0, indexes: range(highest, level), roles: roles[0]! }]
      : range(highest, level).map((session) => ({
          session,
          indexes: range(0, roles[session]!.length),
          roles: roles[session]!,
        }));
    const browsers = chooseBrowsers(added, browsersLeft);
    browsersLeft -= browsers.size;
    for (const { session, indexes, roles: ofSession } of added) {
      for (const index of indexes) {
        const kind = browsers.has(participantKey(session, index)) ? 'browser' : 'native';
        places.push({ session, role: ofSession[index]!, kind, position: places.length });
        if (grows) filledBy.push(places.length);
      }
      if (!grows) filledBy.push(places.length);
    }
    highest = level;
  }
  return { places, filled: load.levels.map((level) => filledBy[level]!) };
}

const range = (from: number, to: number): number[] => Array.from({ length: to - from }, (_, i) => from + i);
