import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { vp8DescriptorBytes } from '../../../src/wire/vp8-descriptor.js';
import { openSfu } from './sfu-fixture.js';
import type { TestSubscriber } from './test-subscriber.js';
import { until } from './until.js';

describe('Faults of the SFU', () => {
  it('drop one subscription and no other, until they are switched off', async (test) => {
    const { publish, subscribe, faults } = openSfu(test, { dropSubscription: { from: 0, to: 2, session: 'ess' } });
    await publish({ participant: 0 });
    const well = await subscribe({ legId: 'well', participant: 1 });
    const dropped = await subscribe({ legId: 'dropped', participant: 2 });
    const unnamed = await subscribe({ legId: 'unnamed' });
    await Promise.all([well.receives('video', 40), unnamed.receives('audio', 20)]);
    assert.equal(dropped.packets.length, 0);
    faults.replace({});
    await Promise.all([dropped.receives('video', 10), dropped.receives('audio', 5)]);
    assert.equal(dropped.of('video')[0]!.startsKeyFrame, true);
    assert.equal(well.missing('video'), 0);
  });

  it('leave sessions of another name alone', async (test) => {
    const { publish, subscribe } = openSfu(test, { dropSubscription: { from: 0, to: 2, session: 'other' } });
    await publish({ participant: 0 });
    const subscriber = await subscribe({ participant: 2 });
    await subscriber.receives('video', 10);
  });

  it('freeze the video of a stream while its audio goes on', async (test) => {
    const { publish, subscribe, faults } = openSfu(test, { freezeStream: { from: 0, afterSeconds: 1 } });
    await publish({ participant: 0 });
    const subscriber = await subscribe({ participant: 1 });
    await subscriber.receives('video', 4);
    await until(() => subscriber.of('audio').length - subscriber.of('video').length > 30, 'audio without video');
    const frozenAt = subscriber.of('video').length;
    await subscriber.receives('audio', 20);
    assert.equal(subscriber.of('video').length, frozenAt);
    faults.replace({});
    await subscriber.receives('video', 10);
    assert.equal(subscriber.of('video')[frozenAt]!.startsKeyFrame, true);
    assert.equal(subscriber.missing('video'), 0);
  });

  it('freeze the video for a while from when they are switched on, and a key frame follows at once', async (test) => {
    const { publish, subscribe, faults } = openSfu(test);
    await publish({ participant: 0 });
    const subscriber = await subscribe({ participant: 1 });
    await subscriber.receives('video', 60);
    const before = subscriber.of('video').length;
    faults.replace({ freezeStream: { from: 0, forSeconds: 1 } });
    await subscriber.receives('video', 10);
    const video = subscriber.of('video');
    const gaps = video.slice(1).map((packet, index) => packet.atMs - video[index]!.atMs);
    const longest = Math.max(...gaps);
    assert.ok(longest > 950 && longest < 1500, `frozen for ${longest} ms`);
    const first = video[gaps.indexOf(longest) + 1]!;
    assert.ok(gaps.indexOf(longest) >= before - 1);
    assert.equal(first.startsKeyFrame, true);
    assert.equal(subscriber.missing('video'), 0);
  });

  it('delay one subscription, in order and without a loss', async (test) => {
    const { publish, subscribe, faults } = openSfu(test, { delay: { ms: 300, from: 0, to: 1 } });
    await publish({ participant: 0 });
    const well = await subscribe({ legId: 'well', participant: 2 });
    const late = await subscribe({ legId: 'late', participant: 1 });
    await late.receives('video', 60);
    const delays = late.of('audio').flatMap((packet, index) => {
      const same = well.of('audio').find((other) => other.timestamp === packet.timestamp);
      return index > 5 && same ? [packet.atMs - same.atMs] : [];
    });
    delays.sort((a, b) => a - b);
    const median = delays[Math.floor(delays.length / 2)]!;
    assert.ok(delays.length > 10 && median > 290 && median < 340, `${delays.length} packets, ${median} ms`);
    assert.equal(late.missing('video'), 0);
    faults.replace({});
    await late.receives('video', 60);
    assert.equal(late.missing('video'), 0);
    const sequences = late.of('video').map(({ sequence }) => sequence);
    assert.deepEqual(
      sequences,
      [...sequences].sort((a, b) => a - b),
    );
  });

  it('cap the bandwidth of one subscription, and count what they drop', async (test) => {
    const { publish, subscribe, sfu } = openSfu(test, { bandwidthCapKbps: { kbps: 200, to: 1 } });
    await publish({ participant: 0 });
    const well = await subscribe({ legId: 'well', participant: 2 });
    const capped = await subscribe({ legId: 'capped', participant: 1 });
    await capped.receives('video', 100);
    const from = capped.packets.at(-101)!.atMs;
    const window = capped.packets.filter(({ atMs }) => atMs > from);
    const bits = window.reduce((sum, { payload }) => sum + (payload.length + 12) * 8, 0);
    const kbps = bits / (window.at(-1)!.atMs - from);
    assert.ok(kbps > 170 && kbps < 230, `${kbps} kbps`);
    assert.ok(capped.missing('video') > 30);
    assert.ok(sfu.counters().packetsDropped >= capped.missing('video'));
    assert.equal(well.missing('video'), 0);
  });

  it('swap two streams for one subscriber and back, with unbroken numbers', async (test) => {
    const { publish, subscribe, faults } = openSfu(test);
    const sizes = { first: 400, second: 900 };
    await publish({ streamId: 'first', participant: 0, frameBytes: sizes.first, timestamp: 5, sequenceNumber: 60_000 });
    await publish({ streamId: 'second', participant: 1, frameBytes: sizes.second, pictureId: 20_000 });
    const swapped = await subscribe({ streamId: 'first', legId: 'swapped', participant: 2 });
    const other = await subscribe({ streamId: 'second', legId: 'other', participant: 2 });
    const well = await subscribe({ streamId: 'first', legId: 'well', participant: 3 });
    const latestSizes = (subscriber: TestSubscriber) =>
      subscriber
        .of('video')
        .slice(-5)
        .map(({ payload }) => payload.length - vp8DescriptorBytes);
    const sees = (subscriber: TestSubscriber, size: number) =>
      until(() => latestSizes(subscriber).join() === Array(5).fill(size).join(), `frames of ${size} bytes`);
    await sees(swapped, sizes.first);
    faults.replace({ swapStreams: { a: 0, b: 1, to: 2 } });
    await Promise.all([sees(swapped, sizes.second), sees(other, sizes.first)]);
    faults.replace({});
    await Promise.all([sees(swapped, sizes.first), sees(other, sizes.second)]);
    assert.ok(well.of('video').every(({ payload }) => payload.length - vp8DescriptorBytes === sizes.first));
    for (const subscriber of [swapped, other, well]) {
      assert.equal(subscriber.missing('video'), 0);
      assert.equal(new Set(subscriber.packets.map(({ ssrc }) => ssrc)).size, 2);
      const video = subscriber.of('video');
      for (const [index, packet] of video.entries()) {
        if (index === 0) continue;
        const before = video[index - 1]!;
        assert.equal((packet.pictureId! - before.pictureId!) & 0x7fff, 1);
        const stepMs = ((packet.timestamp - before.timestamp) | 0) / 90;
        assert.ok(stepMs > 0 && stepMs < 2000, `${stepMs} ms`);
      }
    }
  });

  it('lower the frame rate of one subscription without a gap', async (test) => {
    const { publish, subscribe } = openSfu(test, { lowFrameRate: { from: 0, to: 1, framesPerSecond: 5 } });
    await publish({ participant: 0 });
    const thinned = await subscribe({ legId: 'thinned', participant: 1 });
    const well = await subscribe({ legId: 'well', participant: 2 });
    const wellBefore = well.of('video').length;
    const thinnedBefore = thinned.of('video').length;
    await well.receives('video', 180);
    const ratio = (thinned.of('video').length - thinnedBefore) / (well.of('video').length - wellBefore);
    assert.ok(ratio > 0.1 && ratio < 0.25, `${ratio} of the packets arrived`);
    assert.equal(thinned.missing('video'), 0);
    const frames = thinned.of('video').filter((packet) => packet.marker);
    for (const [index, frame] of frames.entries())
      if (index > 0) assert.equal((frame.pictureId! - frames[index - 1]!.pictureId!) & 0x7fff, 1);
    for (const packet of frames)
      assert.equal(thinned.of('video').filter((other) => other.timestamp === packet.timestamp).length, 2);
  });

  it('cap what the whole server forwards', async (test) => {
    const { publish, subscribe, sfu } = openSfu(test, { forwardCapPacketsPerSecond: 50 });
    await publish();
    const subscriber = await subscribe();
    await until(() => sfu.counters().packetsDropped > 60, 'drops');
    const before = { at: performance.now(), forwarded: sfu.counters().packetsForwarded };
    await subscriber.receives('video', 60);
    const perSecond = ((sfu.counters().packetsForwarded - before.forwarded) * 1000) / (performance.now() - before.at);
    assert.ok(perSecond > 25 && perSecond < 60, `${perSecond} packets per second`);
  });
});
