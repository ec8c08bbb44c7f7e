import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { type ExpectedStream, expectedStreams } from '../../../src/generator/expected-streams.js';
import type { Plan, PlannedParticipant, ResolvedScenario } from '../../../src/model/scenario.js';
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
    return expectedStreams(population);
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
      expectedStreams(population).map(({ from, to, kind }) => `${from}→${to} ${kind}`),
      ['2→1 audio', '2→1 video', '1→2 audio', '1→2 video'],
    );
  });
});
