import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { eventually } from '../browser/eventually.js';
import { isUndisturbed, stampedStretch } from '../browser/stamped-stretch.js';
import { BrowserRooms, Watch } from './browser-room.js';
import { skipWithoutLivekit } from './livekit-server.js';

const both = { audio: true, video: true };

describe('ground truth of browser participants of OpenVidu 3', { skip: skipWithoutLivekit }, () => {
  let rooms: BrowserRooms;
  before(async () => {
    rooms = await BrowserRooms.open();
    rooms.newRoom();
  });
  after(() => rooms?.close());

  it('tells publishers apart that one connection receives', { timeout: 240_000 }, async () => {
    const publishers = [
      await rooms.join({ index: 0, publishes: both, receivesFrom: [] }),
      await rooms.join({ index: 2, publishes: both, receivesFrom: [] }),
    ];
    const watcher = await rooms.join({
      index: 1,
      publishes: { audio: false, video: false },
      receivesFrom: [0, 2],
    });
    const watch = new Watch(watcher);
    for (const from of [0, 2]) {
      const videos = await eventually(
        () => watch.all(from, 'video'),
        (samples) => isUndisturbed(stampedStretch(samples, 90)) && samples.some(({ psnr }) => psnr !== undefined),
        30_000,
      );
      const { stampedFrames, ...sample } = videos.at(-1)!;
      assert.deepEqual([sample.identifiedFrames, sample.foreignFrames], [stampedFrames, 0]);
      const likeness = videos.findLast(({ psnr }) => psnr !== undefined)!;
      assert.ok(likeness.psnr! > 28 && likeness.ssim! > 0.8, `${likeness.psnr} dB, SSIM ${likeness.ssim}`);
      const audio = await eventually(
        () => watch.latest(from, 'audio'),
        (latest) => (latest?.onsetMeasurements ?? 0) >= 2,
      );
      const onset = audio!.totalOnsetLatency! / audio!.onsetMeasurements!;
      assert.ok(onset > 0.02 && onset < 0.5, `${onset} s from tone to tone`);
    }
    await Promise.all([...publishers, watcher].map((participant) => participant.leave()));
  });
});
