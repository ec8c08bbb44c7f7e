import fc from 'fast-check';
import type { ResolvedScenario } from '../../../src/model/scenario.js';
import {
  arrivals,
  constant,
  customTopology,
  growing,
  type LoadInput,
  mix,
  nToM,
  nToN,
  type RoleInput,
  ramp,
  resolveScenario,
  type ScenarioInput,
  type SessionTopologyInput,
  soak,
  spike,
  stages,
  staircase,
  type TopologyInput,
  teaching,
} from '../../../src/scenario/index.js';

/** A staircase of rooms, with what a test changes. */
export function rooms(size: number, to: number, input: Partial<ScenarioInput> = {}): ResolvedScenario {
  return resolveScenario('rooms', {
    topology: nToN(size),
    load: staircase({ sessions: { from: 1, to } }),
    ...input,
  });
}

const count = (max: number) => fc.integer({ min: 1, max });

const sessionTopology: fc.Arbitrary<SessionTopologyInput> = fc.oneof(
  fc.integer({ min: 2, max: 8 }).map(nToN),
  fc.tuple(count(4), count(6)).map(([publishers, subscribers]) => nToM(publishers, subscribers)),
  fc.record({ teachers: count(2), students: count(5) }).map(teaching),
  fc
    .array(fc.record({ publishes: fc.record({ audio: fc.boolean(), video: fc.boolean() }) }), {
      minLength: 1,
      maxLength: 6,
    })
    .map((others) => customTopology('any', [{ publishes: true }, ...others] satisfies RoleInput[])),
);

const fixedTopology: fc.Arbitrary<TopologyInput> = fc.oneof(
  sessionTopology,
  fc.array(fc.record({ topology: sessionTopology, weight: count(9) }), { minLength: 1, maxLength: 4 }).map(mix),
);

const growingTopology: fc.Arbitrary<TopologyInput> = fc.oneof(
  fc.constant(growing.nToN()),
  fc.record({ publishers: count(4) }).map(growing.nToM),
);

const levels = (least: number) =>
  fc
    .record({ from: fc.integer({ min: least, max: 9 }), rise: fc.nat(20), step: count(6) })
    .map(({ from, rise, step }) => ({
      from,
      to: from + rise,
      step,
    }));

/** Any shape, in one unit. */
const shape = (unit: 'sessions' | 'participants', least: number): fc.Arbitrary<LoadInput> => {
  const level = fc.integer({ min: least, max: 25 });
  const counted = (of: unknown) => ({ [unit]: of }) as { sessions: never };
  return fc.oneof(
    level.map((of) => constant(counted(of))),
    levels(least).map((of) => staircase(counted(of))),
    fc.tuple(level, level, count(4)).map(([from, to, holds]) => ramp({ ...counted({ from, to }), over: holds * 30 })),
    fc
      .record({ from: fc.integer({ min: 5, max: 15 }), stay: fc.integer({ min: 20, max: 90 }), fixed: fc.boolean() })
      .map(({ from, stay, fixed }) =>
        arrivals({
          ...counted({ perMinute: 20, from }),
          stay: fixed ? { fixed: stay } : stay,
          for: 40,
          hold: 10,
        }),
      ),
    fc
      .tuple(level, count(9))
      .map(([base, rise]) => spike({ ...counted({ base, peak: base + rise }), peakHold: '20s' })),
    fc.tuple(level, count(5)).map(([of, holds]) => soak({ ...counted(of), for: holds * 30 })),
    fc
      .array(fc.record({ target: level, ramp: count(60), hold: fc.integer({ min: 10, max: 60 }) }), {
        minLength: 1,
        maxLength: 6,
      })
      .map((of) => stages(counted(of))),
  );
};

const browser = fc.oneof(fc.constant('all' as const), fc.nat(2));

/** Any scenario that can be resolved: every topology, mix and shape. */
export const anyScenario: fc.Arbitrary<ResolvedScenario> = fc
  .oneof(
    fc.record({ topology: fixedTopology, load: shape('sessions', 1), browser, seed: fc.nat() }),
    fc.record({ topology: growingTopology, load: shape('participants', 5), browser, seed: fc.nat() }),
  )
  .map((input) => resolved(input))
  .filter((scenario) => scenario !== undefined);

/** Undefined where too few come by chance. */
function resolved(input: {
  topology: TopologyInput;
  load: LoadInput;
  browser: number | 'all';
  seed: number;
}): ResolvedScenario | undefined {
  const { browser, ...scenario } = input;
  try {
    return resolveScenario('any', { ...scenario, participants: { browser } });
  } catch (thrown) {
    if (input.load.type === 'arrivals') return undefined;
    throw thrown;
  }
}
