import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { JudgedStep } from '../../../src/model/verdict.js';
import { createPlatform } from '../../../src/platforms/create-platform.js';
import type { Platform } from '../../../src/platforms/platform.js';
import { nToN, plan, resolveScenario, staircase, transition } from '../../../src/scenario/index.js';
import { Deployment } from '../native/deployment.js';
import { walk } from './walk.js';

let deployment: Deployment;
let platform: Platform;

before(async () => {
  deployment = await Deployment.start({});
  const { url, secret } = deployment.server;
  platform = createPlatform({ url, ignoreHTTPSErrors: false, timeoutMs: 10_000 }, { edition: 'openvidu2', secret });
});
after(() => deployment.close());

const resolved = resolveScenario('rooms of 2', {
  topology: nToN(2),
  load: staircase({ sessions: { from: 1, to: 3 }, settle: 0, settleLimit: '10s' }),
  media: { video: '180p' },
});
// A user holds longer.
const scenario = { ...resolved, load: { ...resolved.load, holdSeconds: 3 } };

const flowing = ({ figures }: JudgedStep) => [figures.step, figures.flowingStreams, figures.expectedStreams];
const openSessions = async () => (await platform.listSessions()).map(({ name }) => name).sort();

test('levels are held in any order: who leaves is missed by nobody, and empty sessions are closed', async () => {
  const whole = plan(scenario);
  await walk(scenario, platform, [
    {
      step: transition(whole, 0, 3),
      after: async (judged) => {
        assert.deepEqual(flowing(judged), [3, 12, 12]);
        assert.deepEqual(await openSessions(), ['walk-0', 'walk-1', 'walk-2']);
      },
    },
    {
      step: transition(whole, 3, 1),
      after: async (judged) => {
        assert.deepEqual(judged.judgement.reasons, []);
        assert.deepEqual(flowing(judged), [1, 4, 4]);
        assert.deepEqual(await openSessions(), ['walk-0']);
        assert.equal(await deployment.connections(), 2);
      },
    },
    {
      step: transition(whole, 1, 2),
      after: async (judged) => {
        assert.deepEqual(flowing(judged), [2, 8, 8]);
        assert.equal(judged.figures.values.joinTime?.native?.length, 2, 'those who came back are timed');
        assert.deepEqual(await openSessions(), ['walk-0', 'walk-1']);
      },
    },
    {
      step: transition(whole, 2, 2),
      attempt: 2,
      after: (judged) => {
        assert.deepEqual([...flowing(judged), judged.attempt], [2, 8, 8, 2]);
        assert.equal(judged.figures.values.joinTime, undefined);
      },
    },
    {
      step: transition(whole, 2, 1, { anew: true }),
      attempt: 2,
      after: async (judged) => {
        assert.deepEqual(judged.judgement.reasons, []);
        assert.deepEqual(flowing(judged), [1, 4, 4]);
        assert.equal(judged.figures.values.joinTime?.native?.length, 2);
        assert.deepEqual(await openSessions(), ['walk-0']);
      },
    },
  ]);
  assert.deepEqual(await openSessions(), []);
});
