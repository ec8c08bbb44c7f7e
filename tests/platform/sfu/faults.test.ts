import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { openSfu } from './sfu-fixture.js';
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
