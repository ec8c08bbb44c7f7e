import assert from 'node:assert/strict';
import { describe, it, mock } from 'node:test';
import { BandwidthLimit } from '../../../src/server/sfu/bandwidth-limit.js';
import { EarlyCandidates } from '../../../src/server/sfu/early-candidates.js';
import { KeyFrameRequests } from '../../../src/server/sfu/key-frame-requests.js';
import { Lateness } from '../../../src/server/sfu/lateness.js';
import { LoopSaturation } from '../../../src/server/sfu/loop-saturation.js';
import { PublisherClock } from '../../../src/server/sfu/publisher-clock.js';
import { SentRate } from '../../../src/server/sfu/sent-rate.js';
import { StreamAge } from '../../../src/server/sfu/stream-age.js';
import { ntpFromEpochMs } from '../../../src/wire/ntp.js';

describe('Lateness', () => {
  /** 90 kHz. */
  const at = (mediaMs: number) => (4_294_000_000 + mediaMs * 90) >>> 0;

  it('is what the queue adds, whatever the network added at first', () => {
    const lateness = new Lateness(90_000);
    for (let ms = 0; ms < 1000; ms += 33) assert.ok(lateness.measure(at(ms), ms + 40) < 1);
    assert.ok(Math.abs(lateness.measure(at(1000), 1340) - 300) < 1);
    assert.ok(lateness.measure(at(1033), 1073) < 1);
  });

  it('learns from a packet that was quicker than all before', () => {
    const lateness = new Lateness(90_000);
    lateness.measure(at(0), 500);
    assert.equal(lateness.measure(at(33), 433), 0);
    assert.ok(Math.abs(lateness.measure(at(66), 566) - 100) < 1);
  });

  it('follows a clock that runs slower, but not a growing queue', () => {
    const drifting = new Lateness(90_000);
    let latest = 0;
    for (let ms = 0; ms < 600_000; ms += 33) latest = drifting.measure(at(ms), ms * 1.00005);
    assert.ok(latest < 5, `${latest} ms after ten minutes at 50 ppm`);
    const queueing = new Lateness(90_000);
    for (let ms = 0; ms < 5000; ms += 33) latest = queueing.measure(at(ms), ms * 1.2);
    assert.ok(latest > 950, `${latest} ms after five seconds of overload`);
  });

  it('begins anew after a pause, with or without a jump of timestamps', () => {
    const lateness = new Lateness(90_000);
    lateness.measure(at(0), 0);
    lateness.measure(at(33), 33);
    assert.equal(lateness.measure(at(66), 5066), 0, 'the sender paused and its clock with it');
    assert.equal(lateness.measure(at(10_066), 10_066), 0, 'the sender paused and its clock went on');
    assert.equal(lateness.measure(77, 10_099), 0, 'another sender');
    assert.ok(Math.abs(lateness.measure(77 + 3000, 10_232) - 100) < 2);
  });

  it('holds on for hours', () => {
    const lateness = new Lateness(90_000);
    // A base that never gets quicker again, for longer than timestamps can tell apart.
    lateness.measure(at(0), 0);
    let latest = 0;
    for (let ms = 900; ms < 2 ** 32 / 90; ms += 900) latest = lateness.measure(at(ms), ms + 50);
    assert.ok(latest <= 50, String(latest));
  });
});

describe('Saturation of the event loop', () => {
  it('is seen while it is always busy and not while it waits', async () => {
    const loop = new LoopSaturation();
    const spinUntil = performance.now() + 300;
    while (performance.now() < spinUntil);
    assert.equal(loop.isSaturated(performance.now()), true);
    await new Promise((resolve) => setTimeout(resolve, 300));
    assert.equal(loop.isSaturated(performance.now()), false);
  });
});

describe('Key frame requests', () => {
  it('pass at most every 300 ms, the trailing one too', (test) => {
    mock.timers.enable({ apis: ['setTimeout'] });
    test.after(() => mock.timers.reset());
    let nowMs = 1000;
    test.mock.method(performance, 'now', () => nowMs);
    const sentAt: number[] = [];
    const requests = new KeyFrameRequests(() => sentAt.push(nowMs));
    const advance = (ms: number) => {
      for (let passed = 0; passed < ms; passed += 10) {
        nowMs += 10;
        mock.timers.tick(10);
      }
    };
    for (let step = 0; step < 10; step++) {
      requests.request();
      advance(50);
    }
    advance(1000);
    assert.deepEqual(sentAt, [1000, 1300, 1600]);
    requests.request();
    requests.request();
    requests.close();
    advance(1000);
    assert.equal(sentAt.length, 4, 'none after closing');
  });
});

describe('The bitrate that publishers are told', () => {
  const sent = 600_000;

  it('is not limited by estimates that say all is well', () => {
    const limit = new BandwidthLimit<string>();
    assert.equal(limit.bitsPerSecond(0), 1_000_000);
    for (let ms = 0; ms < 20_000; ms += 200) limit.report('a', 370_000, sent, ms);
    assert.equal(limit.bitsPerSecond(20_000), 1_000_000);
  });

  it('is not limited by a moment of congestion', () => {
    const limit = new BandwidthLimit<string>();
    for (let ms = 0; ms < 20_000; ms += 200) limit.report('a', ms % 2800 === 0 ? 500_000 : 350_000, sent, ms);
    assert.equal(limit.bitsPerSecond(20_000), 1_000_000);
  });

  it('is the least of what congested subscribers say, within the bounds', () => {
    const limit = new BandwidthLimit<string>();
    for (let ms = 0; ms <= 3000; ms += 200) {
      limit.report('a', 340_000, sent, ms);
      limit.report('b', 320_000, sent, ms);
    }
    assert.equal(limit.bitsPerSecond(3000), 320_000);
    limit.report('b', 90_000, sent, 3200);
    assert.equal(limit.bitsPerSecond(3200), 300_000);
    limit.forget('b');
    assert.equal(limit.bitsPerSecond(3200), 340_000);
  });

  it('rises with the estimate, and freely ten seconds after the last sign of congestion', () => {
    const limit = new BandwidthLimit<string>();
    for (let ms = 0; ms <= 3000; ms += 200) limit.report('a', 350_000, sent, ms);
    limit.report('a', 340_000, 350_000, 5000);
    assert.equal(limit.bitsPerSecond(5000), 350_000);
    limit.report('a', 420_000, 350_000, 6000);
    assert.equal(limit.bitsPerSecond(13_000), 420_000);
    assert.equal(limit.bitsPerSecond(13_001), 1_000_000);
  });
});

describe('The rate that a subscriber is sent', () => {
  it('is smoothed over readings', () => {
    const rate = new SentRate();
    rate.read(1000, 5000);
    assert.equal(rate.bitsPerSecond, 0);
    rate.read(51_000, 6000);
    assert.equal(rate.bitsPerSecond, 400_000);
    rate.read(51_000, 7000);
    assert.equal(rate.bitsPerSecond, 200_000);
  });
});

describe('Early candidates', () => {
  it('wait for their peer, and are bounded', () => {
    const early = new EarlyCandidates();
    for (let count = 0; count < 100; count++) early.keep('peer', { candidate: `candidate:${count}`, mid: '0' });
    assert.equal(early.take('peer').length, 32);
    assert.deepEqual(early.take('peer'), []);
    for (let peer = 0; peer < 1001; peer++) early.keep(`peer ${peer}`, { candidate: 'candidate:1', mid: '0' });
    assert.deepEqual(early.take('peer 0'), []);
    assert.equal(early.take('peer 1000').length, 1);
  });
});

describe('The clock of a publisher', () => {
  it('is mapped by the report that waited least', () => {
    const clock = new PublisherClock();
    const hour = 3_600_000;
    const sent = 1_700_000_000_000;
    clock.learn(ntpFromEpochMs(sent - hour), sent + 80);
    clock.learn(ntpFromEpochMs(sent - hour + 1000), sent + 1005);
    clock.learn(ntpFromEpochMs(sent - hour + 2000), sent + 2060);
    assert.ok(Math.abs(clock.serverTime(ntpFromEpochMs(sent - hour)) - (sent + 5)) < 0.01);
  });
});

describe('The age of a stream', () => {
  it('counts from the first packet of all', () => {
    const age = new StreamAge();
    assert.equal(age.ms(500), 0);
    age.start(1000);
    age.start(2000);
    assert.equal(age.ms(2500), 1500);
  });
});
