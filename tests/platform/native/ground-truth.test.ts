import assert from 'node:assert/strict';
import { after, afterEach, before, describe, test } from 'node:test';
import { Deployment, eventually } from './deployment.js';
import { Room } from './room.js';

for (const mediaServer of ['kurento', 'mediasoup'] as const)
  describe(`ground truth of native participants, ${mediaServer} negotiation`, () => {
    let deployment: Deployment;
    let room: Room;

    before(async () => {
      deployment = await Deployment.start({ mediaServer });
    });
    after(() => deployment.close());
    afterEach(() => room.close());

    test('a receiver knows whose frames it sees, that none is lost, how old they are, and its own round trip', async () => {
      room = await Room.open(deployment, 2);
      const pair = await room.joinAll();
      for (const [index, observed] of pair.entries()) {
        const sample = await eventually('a round trip is known', () =>
          observed.inbound(1 - index).find(({ roundTripTime, framesDecoded }) => roundTripTime && framesDecoded! > 60),
        );
        assert.equal(sample.stampedFrames, sample.framesDecoded);
        assert.equal(sample.identifiedFrames, sample.framesDecoded);
        assert.equal(sample.foreignFrames, 0);
        assert.equal(sample.stampedFramesLost, 0);
        assert.equal('foreignPublisher' in sample, false);
        const latencyMs = (sample.totalEndToEndLatency! * 1000) / sample.latencyMeasurements!;
        assert.ok(latencyMs > 0 && latencyMs < 100, `${latencyMs} ms`);
        assert.ok(sample.roundTripTime! < 0.1, `${sample.roundTripTime} s`);
      }
    });

    test('who publishes nothing knows no round trip, and who is not to mark its frames does not', async () => {
      room = await Room.open(deployment, 2);
      await room.join(0, { groundTruth: false });
      const viewer = { index: 1, publishes: { audio: false, video: false }, receivesFrom: [0] };
      const observed = await room.join(1, { role: viewer });
      await observed.seesFullRate(0);
      const sample = observed.inbound(0).at(-1)!;
      for (const field of ['stampedFrames', 'identifiedFrames', 'totalEndToEndLatency', 'roundTripTime'])
        assert.ok(!(field in sample), field);
    });
  });
