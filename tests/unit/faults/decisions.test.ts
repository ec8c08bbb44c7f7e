import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { AlternatingDelay } from '../../../src/server/faults/alternating-delay.js';
import { concerns } from '../../../src/server/faults/fault-scope.js';
import { ForwardCap } from '../../../src/server/faults/forward-cap.js';
import { FrameThinner } from '../../../src/server/faults/frame-thinner.js';
import { PacketLoss } from '../../../src/server/faults/packet-loss.js';
import { SlowLine } from '../../../src/server/faults/slow-line.js';

describe('Whom a fault concerns', () => {
  const route = { sessionName: 'rooms of 7, 3', from: 2, to: 5 };

  it('is everyone that its scope does not leave out', () => {
    assert.equal(concerns({}, route), true);
    assert.equal(concerns({ from: 2, to: 5, session: 'of 7' }, route), true);
    assert.equal(concerns({ from: 1 }, route), false);
    assert.equal(concerns({ to: 2 }, route), false);
    assert.equal(concerns({ session: 'of 4' }, route), false);
  });

  it('is nobody without an index, when it names one', () => {
    assert.equal(concerns({ from: 0 }, { ...route, from: undefined }), false);
    assert.equal(concerns({}, { ...route, from: undefined }), true);
  });
});

describe('Packet loss', () => {
  it('loses the share it was told, spread out', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 1, noNaN: true }), fc.integer(), fc.nat(0xffffffff), (ratio, seed, ssrc) => {
        const loss = new PacketLoss(ratio, seed, ssrc, false);
        const lost = Array.from({ length: 4000 }, (_, index) => loss.loses(index)).filter(Boolean).length / 4000;
        assert.ok(Math.abs(lost - ratio) < 0.05, `${lost} instead of ${ratio}`);
      }),
      { numRuns: 50 },
    );
  });

  it('is the same for the same seed and another for another', () => {
    const pattern = (seed: number) =>
      Array.from({ length: 200 }, (_, index) => new PacketLoss(0.3, seed, 99, false).loses(index));
    assert.deepEqual(pattern(1), pattern(1));
    assert.notDeepEqual(pattern(1), pattern(2));
  });
});

describe('Thinning frames', () => {
  function kept(framesPerSecond: number, frames: number, keyFrames: readonly number[] = []): number[] {
    const thinner = new FrameThinner(framesPerSecond);
    const numbers = Array.from({ length: frames }, (_, index) => index);
    // Near the wrap, and two packets of each frame.
    return numbers.filter((frame) => {
      const timestamp = (4_294_960_000 + frame * 3000) >>> 0;
      const first = thinner.keeps(timestamp, keyFrames.includes(frame));
      assert.equal(thinner.keeps(timestamp, false), first);
      return first;
    });
  }

  it('keeps the rate asked for, evenly', () => {
    assert.deepEqual(kept(5, 30), [0, 6, 12, 18, 24]);
    assert.equal(kept(7, 300).length, 70);
  });

  it('keeps every key frame', () => {
    assert.deepEqual(kept(5, 20, [3, 4]), [0, 3, 4, 10, 16]);
  });

  it('keeps all frames when there are fewer than asked for', () => {
    assert.equal(kept(60, 30).length, 30);
  });
});

describe('A slow line', () => {
  it('delays every packet alike where its rate has no limit', () => {
    const line = new SlowLine();
    const departures = [0, 10, 10, 45].map((ms) => line.departure(1000, ms, 200, Number.POSITIVE_INFINITY));
    assert.deepEqual(departures, [200, 210, 210, 245]);
  });

  it('lets its rate pass and no more, and nothing waits for long', () => {
    const line = new SlowLine();
    const packets = Array.from({ length: 10_000 }, (_, ms) => ({ ms, leaves: line.departure(100, ms, 50, 400) }));
    const passed = packets.filter(({ leaves }) => leaves !== undefined);
    // 10 s at 400 kbps are 5000 packets of 100 bytes; 150 ms more wait at the end.
    assert.ok(passed.length >= 5000 && passed.length <= 5085, String(passed.length));
    for (const { ms, leaves } of passed) assert.ok(leaves! - ms <= 50 + 150 + 2, `${leaves! - ms} ms`);
  });

  it('lets no packet overtake another when the delay ends', () => {
    const line = new SlowLine();
    assert.equal(line.departure(1000, 0, 200, Number.POSITIVE_INFINITY), 200);
    assert.equal(line.departure(1000, 100, 0, Number.POSITIVE_INFINITY), 200);
    assert.equal(line.departure(1000, 300, 0, Number.POSITIVE_INFINITY), 300);
  });
});

describe('An alternating delay', () => {
  const frames = (delay: AlternatingDelay, ssrc: number, holdMs: number, count: number) =>
    Array.from({ length: count }, (_, frame) =>
      [0, 2].map((ms) => delay.departure(ssrc, frame * 3000, frame * 33 + ms, holdMs) - frame * 33),
    );

  it('holds every second frame of each stream back, with all of its packets', () => {
    const delay = new AlternatingDelay();
    const expected = [
      [15, 17],
      [0, 2],
      [15, 17],
      [0, 2],
    ];
    assert.deepEqual(frames(delay, 1, 15, 4), expected);
    assert.deepEqual(frames(delay, 2, 15, 4), expected);
  });

  it('lets no packet overtake another of its stream, also when it ends', () => {
    const delay = new AlternatingDelay();
    assert.equal(delay.departure(1, 960, 100, 15), 115);
    assert.equal(delay.departure(1, 1920, 110, 15), 115);
    assert.equal(delay.departure(1, 2880, 112, 0), 115);
    assert.equal(delay.departure(1, 3840, 140, 0), 140);
  });
});

describe('The forwarding cap', () => {
  it('lets the rate pass and no more, after a short burst', () => {
    const cap = new ForwardCap(100);
    let passed = 0;
    for (let ms = 0; ms < 10_000; ms++) if (cap.takes(ms)) passed++;
    assert.ok(passed >= 1000 && passed <= 1010, String(passed));
  });

  it('lets a burst of 100 ms pass at once', () => {
    const cap = new ForwardCap(1000);
    const passed = Array.from({ length: 500 }, () => cap.takes(5)).filter(Boolean).length;
    assert.equal(passed, 100);
  });

  it('lets a lower rate pass whole', () => {
    const cap = new ForwardCap(100);
    for (let ms = 0; ms < 10_000; ms += 11) assert.equal(cap.takes(ms), true);
  });
});
