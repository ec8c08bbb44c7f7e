import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Crowd } from '../../../src/generator/crowd.js';
import { LoadError, type LoadErrorCode } from '../../../src/model/errors.js';
import { constant, nToN, plan, resolveScenario } from '../../../src/scenario/index.js';

const scenario = resolveScenario('a room of 2', { topology: nToN(2), load: constant({ sessions: 1 }) });
const [step] = plan(scenario).steps;

/** Everyone of a room of 2 fails to join with this error. */
async function crowdThatFails(code: LoadErrorCode): Promise<Crowd> {
  const crowd = new Crowd({
    scenario,
    platform: {
      options: { ignoreHTTPSErrors: false },
      createSession: async () => ({ createToken: async () => 'token', close: async () => undefined }),
    } as never,
    factories: async () =>
      ({
        join: async () => {
          throw new LoadError(code, 'did not work');
        },
      }) as never,
    sessionName: String,
    networkOf: () => undefined,
  });
  await crowd.join(step!.joins, Date.now() - 60_000, new AbortController().signal);
  return crowd;
}

const causes = ({ failures }: Crowd) => failures.map(({ cause }) => cause);

test('a join that timed out is the generator’s own if it was starved meanwhile', async () => {
  const starved = await crowdThatFails('TIMED_OUT');
  starved.settleCauses(true);
  assert.deepEqual(causes(starved), ['generator', 'generator']);
  const healthy = await crowdThatFails('TIMED_OUT');
  healthy.settleCauses(false);
  assert.deepEqual(causes(healthy), ['platform', 'platform']);
  // What was settled in one step is not asked again in the next.
  healthy.settleCauses(true);
  assert.deepEqual(causes(healthy), ['platform', 'platform']);
});

test('what the platform refused stays the platform’s', async () => {
  const crowd = await crowdThatFails('JOIN_REFUSED');
  crowd.settleCauses(true);
  assert.deepEqual(causes(crowd), ['platform', 'platform']);
});
