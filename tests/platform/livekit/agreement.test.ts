import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { MetricName } from '../../../src/model/metrics.js';
import type { StreamSample } from '../../../src/model/samples.js';
import { createNativeFactory } from '../../../src/participants/native/index.js';
import type { JoinedParticipant, ParticipantFactory } from '../../../src/participants/participant.js';
import { streamValues } from '../../../src/quality/index.js';
import { joinOptions } from '../browser/deployment.js';
import { eventually } from '../browser/eventually.js';
import { allowances } from '../calibration/agreement.js';
import { BrowserRooms, identityOf } from './browser-room.js';
import { skipWithoutLivekit } from './livekit-server.js';

/** Length of the window that both are judged by, in ms. */
const windowMs = 8_000;

describe('a browser and a native receiver of the same publisher on OpenVidu 3', { skip: skipWithoutLivekit }, () => {
  let rooms: BrowserRooms;
  let native: ParticipantFactory;
  before(async () => {
    rooms = await BrowserRooms.open();
    rooms.newRoom();
    native = createNativeFactory({ edition: 'openvidu3', url: rooms.server.url });
  });
  after(async () => {
    await native?.close();
    await rooms?.close();
  });

  it('agree on frame rate, loss and bitrate within 10 %, and on jitter within 10 % or 3 ms', {
    timeout: 90_000,
  }, async (t) => {
    const publishes = { audio: true, video: true };
    const nothing = { audio: false, video: false };
    await native.join(
      joinOptions(await rooms.token(identityOf(0)), { role: { index: 0, publishes, receivesFrom: [] } }),
    );
    const inBrowser = await rooms.join({ index: 1, publishes: nothing, receivesFrom: [0] });
    const light = await native.join(
      joinOptions(await rooms.token(identityOf(2)), { role: { index: 2, publishes: nothing, receivesFrom: [0] } }),
    );
    const [fromBrowser, fromNative] = await sampled([inBrowser, light]);
    for (const { metric, share, absolute } of allowances) {
      const kind = metric.startsWith('audio') ? 'audio' : 'video';
      const [browser, ours] = [fromBrowser, fromNative].map((samples) => judgedValue(samples!, kind, metric));
      t.diagnostic(`${metric}: browser ${browser}, native ${ours}`);
      assert.ok(browser !== undefined && ours !== undefined, `${metric} is measured by both`);
      const allowed = Math.max(share * browser, absolute);
      assert.ok(Math.abs(browser - ours) <= allowed, `${metric}: browser ${browser}, native ${ours}`);
    }
  });
});

/** Samples of each, over the same span of at least a window after both receive. */
async function sampled(participants: readonly JoinedParticipant[]): Promise<StreamSample[][]> {
  const all = participants.map((): StreamSample[] => []);
  return eventually(
    () => {
      for (const [index, participant] of participants.entries()) all[index]!.push(...participant.takeSamples());
      return all;
    },
    () =>
      all.every((samples) => {
        const flowing = samples.filter((sample) => sample.direction === 'inbound' && sample.packetsReceived > 0);
        return flowing.length > 0 && flowing.at(-1)!.at - flowing[0]!.at > windowMs + 4_000;
      }),
  );
}

function judgedValue(
  samples: readonly StreamSample[],
  kind: 'audio' | 'video',
  metric: MetricName,
): number | undefined {
  const stream = samples.filter((sample) => sample.direction === 'inbound' && sample.kind === kind);
  const to = stream.at(-1)!.at;
  return streamValues(stream, { from: to - windowMs, to })[metric];
}
