import type { ParticipantRole, Plan, ResolvedScenario } from '../model/scenario.js';
import { chooseBrowsers, participantKey, type SessionJoins } from './browsers.js';
import { rolesOf } from './roles.js';
import { countTotals } from './totals.js';

/** What a plan follows from. */
type PlannedScenario = Pick<ResolvedScenario, 'topology' | 'load' | 'participants'>;

/**
 * Turns a scenario into steps. Participants join session by session, paced over the whole scenario; who has joined stays to the end.
 */
export function plan({ topology, load, participants: mix }: PlannedScenario): Plan {
  const grows = load.unit === 'participants';
  const roles = grows ? rolesOf(topology, load.levels.at(-1)) : rolesOf(topology);
  let browsersLeft = mix.browser === 'all' ? Number.POSITIVE_INFINITY : mix.browser;
  const steps = load.levels.map((level, i) => {
    const before = load.levels[i - 1] ?? 0;
    const joining = grows ? [{ session: 0, indexes: range(before, level) }] : newSessions(before, level, roles);
    const browsers = chooseBrowsers(joining, roles, browsersLeft);
    browsersLeft -= browsers.size;
    const places = joining.flatMap(({ session, indexes }) => indexes.map((index) => ({ session, index })));
    const joins = places.map(({ session, index }, position) => ({
      session,
      role: roles[index]!,
      kind: browsers.has(participantKey(session, index)) ? ('browser' as const) : ('native' as const),
      joinAtMs: (position * 1000) / load.joinsPerSecond,
    }));
    return {
      index: i + 1,
      participantsPerSession: grows ? level : roles.length,
      joins,
      holdSeconds: load.holdSeconds,
    };
  });
  return { steps: countTotals(steps, roles), roles, dealtBy: grows ? 'participant' : 'session' };
}

function newSessions(from: number, to: number, roles: readonly ParticipantRole[]): SessionJoins[] {
  const indexes = range(0, roles.length);
  return range(from, to).map((session) => ({ session, indexes }));
}

const range = (from: number, to: number): number[] => Array.from({ length: to - from }, (_, i) => from + i);
