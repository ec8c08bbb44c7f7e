import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { type ExpectedStream, expectedStreams } from '../../../src/generator/expected-streams.js';
import type { Plan, PlannedParticipant } from '../../../src/model/plan.js';
import type { ResolvedScenario } from '../../../src/model/scenario.js';
import {
  dealing,
  growing,
  nToN,
  Population,
  plan,
  resolveScenario,
  staircase,
  teaching,
} from '../../../src/scenario/index.js';

const scenario = (
  topology: Parameters<typeof resolveScenario>[1]['topology'],
  load: Parameters<typeof resolveScenario>[1]['load'],
): ResolvedScenario => resolveScenario('s', { topology, load, participants: { browser: 1 } });

/** What one generator must receive in each step. */
function perStep(whole: Plan, generator = 1, generators = 1): ExpectedStream[][] {
  const carrierOf = dealing(whole, generators);
  const population = new Population<PlannedParticipant>(
    ({ session, role }) => carrierOf(session, role.index) === generator,
  );
  return whole.steps.map((step) => {
    population.apply(step);
    return expectedStreams(population, step.holdSeconds);
  });
}

describe('expectedStreams', () => {
  it('has 84 streams in a room of 7: 42 subscriptions, audio and video each', () => {
    const whole = plan(scenario(nToN(7), staircase({ sessions: { from: 1, to: 1 } })));
    const [streams] = perStep(whole);
    assert.equal(streams?.length, 84);
    assert.equal(streams.filter(({ kind }) => kind === 'video').length, 42);
    assert.equal(
      streams.some(({ from, to }) => from === to),
      false,
    );
    assert.equal(streams.length, whole.steps[0]!.expectedStreams);
  });

  it('does not expect publishers of later steps', () => {
    const whole = plan(scenario(growing.nToN(), staircase({ participants: { from: 2, to: 4, step: 1 } })));
    for (const [i, streams] of perStep(whole).entries())
      assert.equal(streams.length, whole.steps[i]!.expectedStreams, `step ${i + 1}`);
  });

  it('adds up over the generators of a session that grows', () => {
    const whole = plan(scenario(growing.nToN(), staircase({ participants: { from: 2, to: 6, step: 2 } })));
    const last = [1, 2, 3].map((generator) => perStep(whole, generator, 3).at(-1)!.length);
    assert.equal(
      last.reduce((a, b) => a + b),
      whole.steps.at(-1)!.expectedStreams,
    );
  });

  it('expects only audio of students', () => {
    const whole = plan(scenario(teaching({ teachers: 1, students: 3 }), staircase({ sessions: { from: 1, to: 1 } })));
    const [streams] = perStep(whole);
    assert.deepEqual(new Set(streams?.filter(({ kind }) => kind === 'video').map(({ from }) => from)), new Set([0]));
  });

  it('expects nothing of whom has left', () => {
    const whole = plan(scenario(growing.nToN(), staircase({ participants: { from: 2, to: 3 } })));
    const population = new Population<PlannedParticipant>();
    for (const step of whole.steps) population.apply(step);
    population.remove({ session: 0, participant: 0 });
    assert.deepEqual(
      expectedStreams(population, 10).map(({ from, to, kind }) => `${from}→${to} ${kind}`),
      ['2→1 audio', '2→1 video', '1→2 audio', '1→2 video'],
    );
  });

  it('is there while both ends are, if that is long enough to be judged', () => {
    const roles = [0, 1].map((index) => ({
      index,
      publishes: { audio: true, video: false },
      receivesFrom: [1 - index],
    }));
    const person = (index: number, joinAtMs = 0) =>
      ({ session: 0, role: roles[index]!, kind: 'native', joinAtMs }) as unknown as PlannedParticipant;
    const staysIn = (holdSeconds: number, joins: number[], leaves: number[]) => {
      const population = new Population<PlannedParticipant>();
      population.apply({
        joins: [person(0)],
        leaves: [],
        during: {
          joins: joins.map((at) => person(1, at)),
          leaves: leaves.map((leaveAtMs) => ({ session: 0, participant: 1, leaveAtMs })),
        },
        holdSeconds,
      });
      return expectedStreams(population, holdSeconds).map(({ from, to, stays }) => [from, to, stays]);
    };
    const both = (stays: unknown) => [
      [1, 0, stays],
      [0, 1, stays],
    ];
    assert.deepEqual(
      staysIn(30, [1_000, 20_000], [10_000]),
      both([
        { fromMs: 1_000, toMs: 10_000 },
        { fromMs: 20_000, toMs: Number.POSITIVE_INFINITY },
      ]),
      'who comes back is received again',
    );
    assert.deepEqual(staysIn(30, [1_000, 23_000], [8_000]), [], '7 s are too short: 5 to settle and 4 to be missed in');
    assert.deepEqual(staysIn(30, [0], []), both([{ fromMs: 0, toMs: Number.POSITIVE_INFINITY }]));
  });
});
