import { after, before, describe, it } from 'node:test';
import type { ParticipantKind } from '../../../src/model/metrics.js';
import type { InboundSample, StreamSample } from '../../../src/model/samples.js';
import { createNativeFactory } from '../../../src/participants/native/index.js';
import type { JoinedParticipant, ParticipantFactory } from '../../../src/participants/participant.js';
import { joinOptions } from '../browser/deployment.js';
import { eventually } from '../browser/eventually.js';
import { agree, agreements } from '../calibration/agreement.js';
import { calmWindow } from '../calibration/calm-window.js';
import { type Reading, readingOf } from '../calibration/readings.js';
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
    timeout: 240_000,
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
    const rows = await calmWindow(
      async () => {
        const [fromBrowser, fromNative] = await sampled([inBrowser, light]);
        return agreements([...readingsOf('browser', fromBrowser!), ...readingsOf('native', fromNative!)]);
      },
      (measured) => measured.every(({ ok }) => ok),
    );
    agree(t, rows);
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

function readingsOf(receiver: ParticipantKind, samples: readonly StreamSample[]): Reading[] {
  return (['audio', 'video'] as const).map((kind) => {
    const ofKind = samples.filter(
      (sample): sample is InboundSample => sample.direction === 'inbound' && sample.kind === kind,
    );
    const to = ofKind.at(-1)!.at;
    const stream = { kind, from: 0, to: 1, publisher: 'native', receiver, samples: ofKind } as const;
    return readingOf(stream, { from: to - windowMs, to });
  });
}
