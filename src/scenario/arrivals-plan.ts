import type { Plan, PlannedLeave, PlannedParticipant, PlannedPlace } from '../model/plan.js';
import { type Stay, staysOf } from './arrivals.js';
import { chooseBrowsers, participantKey } from './browsers.js';
import { rolesOfSessions } from './mix.js';
import type { PlannedScenario } from './places.js';
import { rolesOf } from './roles.js';
import { countTotals, type UncountedStep } from './totals.js';

/** One participant's part of a stay. */
interface Visit {
  readonly place: PlannedPlace;
  readonly from: number;
  readonly to: number;
}

/** The plan of a load in which sessions, or participants of one session, come and go. They do so during holds only. */
export function arrivalsPlan(scenario: PlannedScenario): Plan {
  const { levels, holdSeconds, joinsPerSecond, arrivals } = scenario.load;
  const seconds = levels.length * holdSeconds;
  const stays = staysOf(arrivals!, seconds, scenario.seed);
  const places = placesOfSlots(scenario, Math.max(...stays.map(({ slot }) => slot)) + 1);
  const visits = visitsOf(stays, places, joinsPerSecond, scenario.load.unit === 'sessions');
  const initial = visits.filter(({ from }) => from < 0);
  const steps = levels.map((_, i): UncountedStep => {
    const [begin, end] = [i * holdSeconds, (i + 1) * holdSeconds];
    const joins = visits
      .filter(({ from }) => from >= begin && from < end)
      .map(({ place, from }) => joinOf(place, from - begin))
      .sort((a, b) => a.joinAtMs - b.joinAtMs);
    const leaves = visits
      .filter(({ to }) => to >= begin && to < end)
      .map(
        ({ place, to }): PlannedLeave => ({
          session: place.session,
          participant: place.role.index,
          leaveAtMs: (to - begin) * 1000,
        }),
      )
      .sort((a, b) => a.leaveAtMs - b.leaveAtMs);
    return {
      index: i + 1,
      joins: i === 0 ? initial.map(({ place }, n) => joinOf(place, n / joinsPerSecond)) : [],
      leaves: [],
      during: { joins, leaves },
      holdSeconds,
    };
  });
  return {
    steps: countTotals(steps),
    places: [...places.values()].flat(),
    // Its levels are no first places: none can be reached from another.
    filled: [],
    joinsPerSecond,
    dealtBy: scenario.load.unit === 'participants' ? 'participant' : 'session',
  };
}

const joinOf = ({ session, role, kind }: PlannedPlace, seconds: number): PlannedParticipant => ({
  session,
  role,
  kind,
  joinAtMs: seconds * 1000,
});

/** The places of each slot: those of a session, or one of the session that grows. */
function placesOfSlots({ topology, load, participants, seed }: PlannedScenario, slots: number): PlannedPlace[][] {
  const roles =
    load.unit === 'sessions' ? rolesOfSessions(topology, slots, seed) : rolesOf(topology, slots).map((role) => [role]);
  const sessions = roles.map((of, slot) => ({
    session: load.unit === 'sessions' ? slot : 0,
    indexes: of.map(({ index }) => index),
    roles: load.unit === 'sessions' ? of : roles.flat(),
  }));
  const count = participants.browser === 'all' ? Number.POSITIVE_INFINITY : participants.browser;
  const browsers = chooseBrowsers(sessions, count);
  let position = 0;
  return roles.map((of, slot) =>
    of.map((role) => {
      const { session } = sessions[slot]!;
      const kind = browsers.has(participantKey(session, role.index)) ? 'browser' : 'native';
      return { session, role, kind, position: position++ };
    }),
  );
}

/** Participants of a session that comes join one after the other; they leave together. */
function visitsOf(stays: readonly Stay[], places: PlannedPlace[][], joinsPerSecond: number, paced: boolean): Visit[] {
  return stays
    .flatMap(({ slot, from, to }) =>
      places[slot]!.map((place, i) => ({ place, from: from < 0 || !paced ? from : from + i / joinsPerSecond, to })),
    )
    .filter(({ from, to }) => from < to);
}
