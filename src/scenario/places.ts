import type { Plan, PlannedPlace, ResolvedScenario } from '../model/scenario.js';
import { chooseBrowsers, participantKey, type SessionJoins } from './browsers.js';
import { rolesOf } from './roles.js';

/** What a plan follows from. */
export type PlannedScenario = Pick<ResolvedScenario, 'topology' | 'load' | 'participants'>;

/**
 * Everyone who is there at the highest level, in the order in which they join: session by session. Each level fills the first of these
 * places, so that it is the same load however it is reached.
 */
export function placesOf({ topology, load, participants }: PlannedScenario): Pick<Plan, 'places' | 'filled'> {
  const grows = load.unit === 'participants';
  const roles = grows ? rolesOf(topology, Math.max(...load.levels)) : rolesOf(topology);
  let browsersLeft = participants.browser === 'all' ? Number.POSITIVE_INFINITY : participants.browser;
  const places: PlannedPlace[] = [];
  let highest = 0;
  for (const level of load.levels) {
    if (level <= highest) continue;
    const added: SessionJoins[] = grows
      ? [{ session: 0, indexes: range(highest, level) }]
      : range(highest, level).map((session) => ({ session, indexes: range(0, roles.length) }));
    const browsers = chooseBrowsers(added, roles, browsersLeft);
    browsersLeft -= browsers.size;
    for (const { session, indexes } of added)
      for (const index of indexes) {
        const kind = browsers.has(participantKey(session, index)) ? 'browser' : 'native';
        places.push({ session, role: roles[index]!, kind, position: places.length });
      }
    highest = level;
  }
  const filled = load.levels.map((level) => (grows ? level : level * roles.length));
  return { places, filled };
}

const range = (from: number, to: number): number[] => Array.from({ length: to - from }, (_, i) => from + i);
