import assert from 'node:assert/strict';
import { describe, it, type TestContext } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { epochMsFromNtp } from '../../../src/wire/ntp.js';
import { buildPictureLossIndication } from '../../../src/wire/rtcp/key-frame-request.js';
import { buildReceiverReport } from '../../../src/wire/rtcp/receiver-report.js';
import { buildRemb } from '../../../src/wire/rtcp/remb.js';
import { timestampDelta } from '../../../src/wire/serial.js';
import { openSfu } from './sfu-fixture.js';
import type { TestPublisher } from './test-publisher.js';
import type { TestSubscriber } from './test-subscriber.js';
import { until } from './until.js';

/** In a compound with a report, as browsers send it: alone, its media SSRC of 0 would lead to no track. */
function fullIntraRequest(mediaSsrc: number, sequenceNumber: number): Buffer {
  const packet = Buffer.from('84ce000400000007000000000000000000000000', 'hex');
  packet.writeUInt32BE(mediaSsrc, 12);
  packet[16] = sequenceNumber;
  const block = { ssrc: mediaSsrc, fractionLost: 0, packetsLost: 0, highestSequence: 1, jitter: 0 };
  const report = buildReceiverReport(7, [{ ...block, lastSenderReport: 0, delaySinceLastSenderReport: 0 }]);
  return Buffer.concat([report, packet]);
}

function keyFrameRequests(publisher: TestPublisher): number {
  return publisher.of('picture-loss-indication').length;
}

async function rembOf(publisher: TestPublisher, bitsPerSecond: number): Promise<void> {
  const near = (value: number | undefined) => value !== undefined && Math.abs(value / bitsPerSecond - 1) < 0.001;
  await until(() => near(publisher.of('remb').at(-1)?.bitsPerSecond), `a REMB of ${bitsPerSecond} bit/s`);
}

/** A subscriber that sends a REMB five times per second, as Chromium does. */
function sayRepeatedly(test: TestContext, subscriber: TestSubscriber): { bitsPerSecond: number } {
  const said = { bitsPerSecond: 1_000_000 };
  const ssrcs = [subscriber.ssrcs.audio!, subscriber.ssrcs.video!];
  const timer = setInterval(() => subscriber.sendRtcp('video', buildRemb(7, said.bitsPerSecond, ssrcs)), 200);
  test.after(() => clearInterval(timer));
  return said;
}

describe('The SFU relays key frame requests', () => {
  it('from picture loss indications and full intra requests', async (test) => {
    const { publish, subscribe } = openSfu(test);
    const publisher = await publish();
    const subscriber = await subscribe();
    await subscriber.receives('video', 4);
    for (const request of [
      buildPictureLossIndication(7, subscriber.ssrcs.video!),
      fullIntraRequest(subscriber.ssrcs.video!, 1),
    ]) {
      const before = keyFrameRequests(publisher);
      subscriber.sendRtcp('video', request);
      await until(() => keyFrameRequests(publisher) > before, 'the request at the publisher');
    }
  });

  it('at most every 300 ms, and loses none', async (test) => {
    const { publish, subscribe } = openSfu(test);
    const publisher = await publish();
    const subscriber = await subscribe();
    await subscriber.receives('video', 4);
    const before = keyFrameRequests(publisher);
    const startedAt = performance.now();
    for (let count = 0; count < 20; count++) {
      subscriber.sendRtcp('video', buildPictureLossIndication(7, subscriber.ssrcs.video!));
      await sleep(10);
    }
    const keyFrames = publisher.keyFramesSent;
    await until(() => publisher.keyFramesSent > keyFrames, 'the trailing request');
    const allowed = 2 + (performance.now() - startedAt) / 300;
    assert.ok(keyFrameRequests(publisher) - before <= allowed, `${keyFrameRequests(publisher) - before} requests`);
  });

  it('only for the SSRC that it sends', async (test) => {
    const { publish, subscribe } = openSfu(test);
    const publisher = await publish();
    const subscriber = await subscribe();
    await subscriber.receives('video', 4);
    const before = keyFrameRequests(publisher);
    const reports = publisher.of('receiver-report').length;
    subscriber.sendRtcp('video', buildPictureLossIndication(subscriber.ssrcs.video!, 12_345));
    await until(() => publisher.of('receiver-report').length > reports + 1, 'the server to have read it');
    assert.equal(keyFrameRequests(publisher), before);
  });
});

describe('The SFU tells publishers how much to send', () => {
  it('1000 kbps at first, then the least that a congested subscriber can take, but not under 300 kbps', async (test) => {
    const { publish, subscribe } = openSfu(test);
    const publisher = await publish({ frameBytes: 4000 });
    await rembOf(publisher, 1_000_000);
    assert.deepEqual(publisher.of('remb').at(-1)!.ssrcs, [publisher.ssrcs.audio, publisher.ssrcs.video]);
    const one = sayRepeatedly(test, await subscribe({ legId: 'one' }));
    const two = sayRepeatedly(test, await subscribe({ legId: 'two' }));
    // About 980 kbps are sent: an estimate near it is no sign of congestion.
    one.bitsPerSecond = 800_000;
    two.bitsPerSecond = 450_000;
    await rembOf(publisher, 450_000);
    one.bitsPerSecond = 400_000;
    await rembOf(publisher, 400_000);
    one.bitsPerSecond = 100_000;
    await rembOf(publisher, 300_000);
    one.bitsPerSecond = 5_000_000;
    await rembOf(publisher, 450_000);
  });

  it('forgets a subscriber that left', async (test) => {
    const { publish, subscribe, sfu } = openSfu(test);
    const publisher = await publish({ frameBytes: 4000 });
    const subscriber = sayRepeatedly(test, await subscribe({ legId: 'leaving' }));
    subscriber.bitsPerSecond = 400_000;
    await rembOf(publisher, 400_000);
    sfu.closeLeg('leaving');
    await rembOf(publisher, 1_000_000);
  });
});

describe('The SFU reports', () => {
  it('to the publisher what arrived of each kind, with what its round-trip time needs', async (test) => {
    const { publish } = openSfu(test);
    const publisher = await publish();
    publisher.sendSenderReport('video', publisher.timestamp, 0);
    const videoBlock = () =>
      publisher
        .of('receiver-report')
        .flatMap((report) => report.reports)
        .findLast((block) => block.ssrc === publisher.ssrcs.video);
    await until(() => (videoBlock()?.lastSenderReport ?? 0) !== 0, 'a report about video that names the sender report');
    const block = videoBlock()!;
    assert.equal(block.packetsLost, 0);
    assert.ok(block.highestSequence >= 1000);
    assert.ok(block.delaySinceLastSenderReport > 0 && block.delaySinceLastSenderReport < 3 * 65_536);
    const last = publisher.of('receiver-report').at(-1)!;
    assert.deepEqual(
      last.reports.map((report) => report.ssrc),
      [publisher.ssrcs.audio, publisher.ssrcs.video],
    );
  });

  it('to the subscriber in its own numbers, however wrong the clock of the publisher is', async (test) => {
    const { publish, subscribe } = openSfu(test);
    const publisher = await publish({ timestamp: 4_294_900_000 });
    const subscriber = await subscribe();
    await subscriber.receives('video', 4);
    publisher.sendSenderReport('video', publisher.timestamp, -3_600_000);
    const reports = () =>
      subscriber.received.flatMap(({ packet }) =>
        packet.type === 'sender-report' && packet.ssrc === subscriber.ssrcs.video ? [packet] : [],
      );
    const before = reports().length;
    await until(() => reports().length > before + 1, 'two sender reports');
    const report = reports().at(-1)!;
    assert.ok(Math.abs(epochMsFromNtp(report.ntp) - Date.now()) < 5000, 'on the clock of the server');
    const latest = subscriber.of('video').at(-1)!;
    const behindMs = timestampDelta(report.rtpTimestamp, latest.timestamp) / 90;
    assert.ok(Math.abs(behindMs) < 3000, `${behindMs} ms from the latest packet`);
    assert.ok(report.packetCount > 0 && report.octetCount > report.packetCount * 900);
    assert.ok(subscriber.received.some(({ packet }) => packet.type === 'source-description'));
  });
});
