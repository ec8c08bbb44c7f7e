import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { ResolvedScenario } from '../../../src/model/scenario.js';
import type { JudgedStep } from '../../../src/model/verdict.js';
import { createPlatform } from '../../../src/platforms/create-platform.js';
import type { Platform } from '../../../src/platforms/platform.js';
import {
  arrivals,
  growing,
  mix,
  nToM,
  nToN,
  plan,
  resolveScenario,
  type ScenarioInput,
  spike,
  staircase,
} from '../../../src/scenario/index.js';
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

/** A scenario with holds that are shorter than a user's may be. */
function shortHolds(input: ScenarioInput): ResolvedScenario {
  const { load, ...scenario } = resolveScenario('short', { media: { video: '180p' }, ...input });
  return { ...scenario, load: { ...load, holdSeconds: 3 } };
}

test('a spike of a mix goes up and down with the exact matrix of each session, and closes its sessions', async () => {
  const scenario = shortHolds({
    topology: mix([
      { topology: nToN(2), weight: 2 },
      { topology: nToM(1, 2), weight: 1 },
    ]),
    load: spike({ sessions: { base: 1, peak: 3 }, settle: 0, settleLimit: '10s', joinsPerSecond: 20 }),
  });
  const steps: JudgedStep[] = [];
  const open: string[][] = [];
  const after = async (judged: JudgedStep) => {
    steps.push(judged);
    open.push((await platform.listSessions()).map(({ name }) => name).sort());
  };
  const planned = plan(scenario).steps;
  await walk(
    scenario,
    platform,
    planned.map((step) => ({ step, after })),
  );
  assert.deepEqual(
    steps.map(({ figures }) => [figures.expectedStreams, figures.flowingStreams, figures.joinFailureCount]),
    planned.map(({ expectedStreams }) => [expectedStreams, expectedStreams, 0]),
  );
  // Two rooms of 2 with 4 streams each, and a webinar with 2 viewers, who get sound and picture.
  assert.equal(planned[1]?.expectedStreams, 2 * 4 + 2 * 2);
  assert.deepEqual(open, [['walk-0'], ['walk-0', 'walk-1', 'walk-2'], ['walk-0']]);
  assert.deepEqual(await platform.listSessions(), []);
});

test('who comes and goes during holds is missed by nobody', async () => {
  const resolved = resolveScenario('churn', {
    topology: growing.nToN(),
    media: { video: '180p' },
    load: arrivals({ participants: { perSecond: 0.5, from: 5 }, stay: '30s', for: '30s', hold: '10s', settle: '1s' }),
    seed: 4,
  });
  const { load, ...rest } = resolved;
  const scenario = { ...rest, load: { ...load, holdSeconds: 5 } };
  const { steps } = plan(scenario);
  const judged: JudgedStep[] = [];
  await walk(
    scenario,
    platform,
    steps.map((step) => ({ step, after: (of) => void judged.push(of) })),
  );
  assert.ok(steps.some(({ during }) => during!.joins.length > 0));
  assert.ok(steps.some(({ during }) => during!.leaves.length > 0));
  assert.deepEqual(
    judged.map(({ figures }) => [figures.expectedStreams, figures.flowingStreams, figures.joinFailureCount]),
    steps.map(({ expectedStreams }) => [expectedStreams, expectedStreams, 0]),
  );
  assert.deepEqual(await platform.listSessions(), []);
});

test('who comes and goes within one hold is judged while there, and told of joining', async (t) => {
  t.after(() => deployment.setFaults({}));
  await deployment.setFaults({ dropSubscription: { from: 0, to: 2 } });
  const scenario = resolveScenario('visitor', {
    topology: growing.nToN(),
    media: { video: '180p' },
    load: staircase({ participants: { from: 2, to: 3 }, hold: '12s', settle: 0 }),
  });
  const [two, three] = plan(scenario).steps;
  const [visitor] = three!.joins;
  const leaves = [{ session: 0, participant: 2, leaveAtMs: 11_500 }];
  const visit = { joins: [{ ...visitor!, joinAtMs: 500 }], leaves };
  const step = { ...two!, expectedStreams: three!.expectedStreams, during: visit };
  let judged: JudgedStep | undefined;
  await walk(scenario, platform, [
    {
      step,
      after: (of) => {
        judged = of;
      },
    },
  ]);
  const { figures, judgement } = judged!;
  assert.equal(figures.expectedStreams, three!.expectedStreams);
  assert.deepEqual(
    figures.missing.map(({ from, to, kind, receiver }) => [from, to, kind, receiver]),
    [
      [0, 2, 'audio', 'native'],
      [0, 2, 'video', 'native'],
    ],
  );
  assert.equal(figures.flowingStreams, figures.expectedStreams - 2);
  assert.equal(judgement.verdict, 'failed');
  assert.equal(figures.values.joinTime?.native?.length, 3, 'two in the ramp and the visitor');
});
