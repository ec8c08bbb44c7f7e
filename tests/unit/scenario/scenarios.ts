import fc from 'fast-check';
import type { ResolvedScenario } from '../../../src/model/scenario.js';
import {
  customTopology,
  growing,
  nToM,
  nToN,
  type RoleInput,
  resolveScenario,
  type ScenarioInput,
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

const fixedTopology: fc.Arbitrary<TopologyInput> = fc.oneof(
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

const browser = fc.oneof(fc.constant('all' as const), fc.nat(2));

/** Any scenario that can be resolved. */
export const anyScenario: fc.Arbitrary<ResolvedScenario> = fc
  .oneof(
    fc.record({ topology: fixedTopology, load: levels(1).map((sessions) => staircase({ sessions })), browser }),
    fc.record({
      topology: growingTopology,
      load: levels(5).map((participants) => staircase({ participants })),
      browser,
    }),
  )
  .map(({ topology, load, browser }) => resolveScenario('any', { topology, load, participants: { browser } }));
