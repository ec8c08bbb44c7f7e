import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { buildNack } from '../../../src/wire/rtcp/nack.js';
import { openSfu } from './sfu-fixture.js';
import type { TestSubscriber } from './test-subscriber.js';
import { until } from './until.js';

/** Resolves when everything between the first packet and the latest one of now has arrived. */
async function settled(subscriber: TestSubscriber): Promise<void> {
  const sequences = subscriber.sequences('video');
  const first = sequences[0]!;
  const last = sequences.at(-1)!;
  const isThere = () =>
    subscriber.sequences('video').filter((sequence) => sequence >= first && sequence <= last).length;
  await until(() => isThere() === last - first + 1, 'every packet so far');
}

describe('The SFU repairs losses', () => {
  it('of a subscriber, from its cache', async (test) => {
    const { publish, subscribe, sfu } = openSfu(test, { packetLoss: { ratio: 0.2, on: 'subscriber' } });
    await publish();
    const subscriber = await subscribe({ repairs: true });
    await subscriber.receives('video', 150);
    await settled(subscriber);
    const repaired = sfu.counters().packetsRetransmitted;
    assert.ok(repaired > 10, `${repaired} packets were sent again`);
    // Two packets of one frame carry the same filler: a repair that brought the wrong packet would differ.
    const bySequence = subscriber.of('video').sort((a, b) => a.sequence - b.sequence);
    for (const packet of bySequence) {
      const other = bySequence.find((candidate) => candidate.timestamp === packet.timestamp && candidate !== packet);
      if (other) assert.equal(packet.payload.at(-1), other.payload.at(-1));
      assert.equal(packet.payloadType, subscriber.payloadTypes.video);
      assert.equal(packet.ssrc, subscriber.ssrcs.video);
    }
  });

  it('of a subscriber not at all, when retransmissions get lost as well', async (test) => {
    const { publish, subscribe, sfu } = openSfu(test, {
      packetLoss: { ratio: 0.2, on: 'subscriber', residual: true },
    });
    await publish();
    const subscriber = await subscribe({ repairs: true });
    await subscriber.receives('video', 150);
    const sequences = subscriber.sequences('video');
    const lost = subscriber.missing('video') / (sequences.at(-1)! - sequences[0]! + 1);
    assert.ok(lost > 0.1 && lost < 0.3, `${lost} lost`);
    assert.equal(sfu.counters().packetsRetransmitted, 0);
  });

  it('of a publisher, by asking it again', async (test) => {
    const { publish, subscribe } = openSfu(test);
    const publisher = await publish({ losesEvery: 10 });
    const subscriber = await subscribe({ repairs: true });
    await subscriber.receives('video', 150);
    await settled(subscriber);
    assert.ok(publisher.of('nack').length >= 10, `${publisher.of('nack').length} requests`);
  });

  it('of a publisher that a fault made', async (test) => {
    const { publish, subscribe } = openSfu(test, { packetLoss: { ratio: 0.1, on: 'publisher' } });
    const publisher = await publish();
    const subscriber = await subscribe({ repairs: true });
    await subscriber.receives('video', 150);
    await settled(subscriber);
    assert.ok(publisher.of('nack').length >= 5, `${publisher.of('nack').length} requests`);
    assert.ok(subscriber.missing('audio') > 0, 'audio is not repaired, as in browsers');
    const block = publisher
      .of('receiver-report')
      .at(-1)!
      .reports.find(({ ssrc }) => ssrc === publisher.ssrcs.audio)!;
    assert.ok(block.packetsLost > 0, 'the publisher is told');
  });

  it('no longer of a publisher that does not answer', async (test) => {
    const { publish, subscribe } = openSfu(test);
    const publisher = await publish({ losesEvery: 10, repairs: false });
    const subscriber = await subscribe();
    await subscriber.receives('video', 150);
    const asked = new Map<number, number>();
    for (const nack of publisher.of('nack'))
      for (const number of nack.sequenceNumbers) asked.set(number, (asked.get(number) ?? 0) + 1);
    assert.ok(Math.max(...asked.values()) > 1, 'it asks more than once');
    assert.ok(Math.max(...asked.values()) <= 10);
    assert.ok(subscriber.missing('video') > 0);
  });

  it('never with packets from before the subscriber came', async (test) => {
    const { publish, subscribe, sfu } = openSfu(test);
    await publish();
    const subscriber = await subscribe();
    await subscriber.receives('video', 10);
    subscriber.sendRtcp('video', buildNack(7, subscriber.ssrcs.video!, [65_530, 65_531, 0]));
    subscriber.sendRtcp('video', buildNack(7, subscriber.ssrcs.video!, [3]));
    await until(() => sfu.counters().packetsRetransmitted > 0, 'the one packet that was sent');
    assert.equal(sfu.counters().packetsRetransmitted, 1);
    assert.equal(Math.min(...subscriber.sequences('video')), 1);
  });
});
