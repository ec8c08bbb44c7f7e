import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { expectedStreams } from '../../../src/generator/expected-streams.js';
import type { ResolvedScenario } from '../../../src/model/scenario.js';
import { growing, nToN, plan, resolveScenario, share, staircase, teaching } from '../../../src/scenario/index.js';

const scenario = (
  topology: Parameters<typeof resolveScenario>[1]['topology'],
  load: Parameters<typeof resolveScenario>[1]['load'],
): ResolvedScenario => resolveScenario('s', { topology, load, participants: { browser: 1 } });

describe('expectedStreams', () => {
  it('has 84 streams in a room of 7: 42 subscriptions, audio and video each', () => {
    const whole = plan(scenario(nToN(7), staircase({ sessions: { from: 1, to: 1 } })));
    const streams = expectedStreams(
      whole.steps,
      whole.steps.flatMap(({ joins }) => joins),
    );
    assert.equal(streams.length, 84);
    assert.equal(streams.filter(({ kind }) => kind === 'video').length, 42);
    assert.equal(
      streams.some(({ from, to }) => from === to),
      false,
    );
    assert.equal(streams.length, whole.steps[0]!.expectedStreams);
  });

  it('does not expect publishers of later steps', () => {
    const whole = plan(scenario(growing.nToN(), staircase({ participants: { from: 2, to: 4, step: 1 } })));
    for (const [i, step] of whole.steps.entries()) {
      const reached = whole.steps.slice(0, i + 1);
      const streams = expectedStreams(
        reached,
        reached.flatMap(({ joins }) => joins),
      );
      assert.equal(streams.length, step.expectedStreams, `step ${step.index}`);
    }
  });

  it('adds up over the generators of a session that grows', () => {
    const whole = plan(scenario(growing.nToN(), staircase({ participants: { from: 2, to: 6, step: 2 } })));
    const perGenerator = [1, 2, 3].map((generator) => {
      const mine = share(whole, generator, 3).steps.flatMap(({ joins }) => joins);
      return expectedStreams(whole.steps, mine).length;
    });
    assert.equal(
      perGenerator.reduce((a, b) => a + b),
      whole.steps.at(-1)!.expectedStreams,
    );
  });

  it('expects only audio of students', () => {
    const whole = plan(scenario(teaching({ teachers: 1, students: 3 }), staircase({ sessions: { from: 1, to: 1 } })));
    const streams = expectedStreams(
      whole.steps,
      whole.steps.flatMap(({ joins }) => joins),
    );
    assert.deepEqual(new Set(streams.filter(({ kind }) => kind === 'video').map(({ from }) => from)), new Set([0]));
  });
});
