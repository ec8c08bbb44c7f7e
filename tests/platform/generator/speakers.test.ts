import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { createPlatform } from '../../../src/platforms/create-platform.js';
import { constant, nToN, plan, resolveScenario } from '../../../src/scenario/index.js';
import { Deployment } from '../native/deployment.js';
import { walk } from './walk.js';

let deployment: Deployment;

before(async () => {
  deployment = await Deployment.start({});
});
after(() => deployment.close());

test('who is muted by plan is not missing, who speaks is measured, and signals are counted', async () => {
  const scenario = resolveScenario('one of three speaks', {
    topology: nToN(3),
    load: constant({ sessions: 1, hold: '12s', settle: 0, settleLimit: '10s' }),
    media: { video: '180p' },
    participants: { speakers: { active: 1, turn: '6s', others: 'muted' }, signals: { perSecond: 5 } },
    thresholds: { 'signal.loss': ['max == 0'] },
  });
  const { url, secret } = deployment.server;
  const platform = createPlatform(
    { url, ignoreHTTPSErrors: false, timeoutMs: 10_000 },
    { edition: 'openvidu2', secret },
  );
  await walk(scenario, platform, [
    {
      step: plan(scenario).steps[0]!,
      after: async ({ figures, judgement }) => {
        assert.deepEqual(judgement.reasons, []);
        assert.equal(figures.flowingStreams, 12);
        const [rates, video] = [figures.values['audio.bitrate'], figures.values['video.framesPerSecond']];
        // Each who spoke was heard by two.
        assert.ok(rates!.native!.length >= 2, `${rates!.native!.length} streams of sound`);
        for (const rate of rates!.native!) assert.ok(rate > 10, `${rate} kbps`);
        assert.equal(video!.native!.length, 6);
        assert.deepEqual(figures.values['signal.loss']!.native, [0, 0, 0]);
        const latencies = figures.values['signal.latency']!.native!;
        assert.equal(latencies.length, 3);
        for (const latency of latencies) assert.ok(latency > 0 && latency < 1_000, `${latency} ms`);
      },
    },
  ]);
});
