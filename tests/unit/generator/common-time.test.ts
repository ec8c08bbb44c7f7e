import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { clockCorrection, corrected, leavesOnsetOpen, uncertainties } from '../../../src/generator/clock-correction.js';
import { CommonTime } from '../../../src/generator/common-time.js';
import { onCommonClock } from '../../../src/generator/on-common-clock.js';
import { figures, missingStream } from '../analysis/figures.js';

/** Generator 2's clock is 200 ms behind the common one, generator 3's 50 ms ahead. */
const offsets = [0, 200, -50];
const readings = (uncertaintyMs: number, more = 0) =>
  offsets.map((offsetMs, i) => ({
    readyAt: 10_000 + i,
    clock: { offsetMs: offsetMs + more * i, uncertaintyMs },
  }));

describe('common time', () => {
  it('is one instant for all, told by each clock of its own', () => {
    const instants = offsets.map((_, i) => new CommonTime(readings(1), i + 1).after(3_000));
    assert.deepEqual(instants, [13_002, 12_802, 13_052]);
    instants.forEach((instant, i) => {
      assert.equal(new CommonTime(readings(1), i + 1).common(instant), 13_002);
    });
  });

  it('puts a latency between two clocks right, and says how well that is known', () => {
    const [before, after] = [new CommonTime(readings(1), 3), new CommonTime(readings(2, 4), 3)];
    // Sent by generator 2 at common time t, seen 80 ms later by generator 3: their clocks read t - 200 and t + 130.
    const correction = clockCorrection(before, before, 2, 3);
    assert.deepEqual(correction, { addMs: -250, uncertaintyMs: 2 });
    const values = { 'video.endToEndLatency': 330, 'video.framesPerSecond': 30, 'audio.onsetLatency': 80 };
    assert.deepEqual(corrected(values, correction), { 'video.endToEndLatency': 80, 'video.framesPerSecond': 30 });
    // Clocks that drifted meanwhile are known no better than that.
    assert.deepEqual(clockCorrection(before, after, 2, 3), { addMs: -248, uncertaintyMs: 2 + 2 + 2 + 4 });
    assert.equal(clockCorrection(before, after, 3, 3), undefined);
    assert.deepEqual(uncertainties([undefined, correction]).uncertainties?.['video.endToEndLatency'], 2);
    assert.deepEqual(uncertainties([undefined]), {});
    // A tone that was left out for its clocks is known to no better than its period.
    assert.equal(leavesOnsetOpen(correction), true);
    assert.equal(leavesOnsetOpen({ addMs: 50, uncertaintyMs: 2 }), false);
    assert.deepEqual(uncertainties([correction], { onsetOpen: true }).uncertainties, {
      'video.endToEndLatency': 2,
      'audio.onsetLatency': 2_000,
    });
  });

  it('tells every instant of the figures by the common clock', () => {
    const fault = missingStream({
      last: { at: 100, bitrateKbps: 1 },
      evidence: { seconds: [{ at: 90, bitrateKbps: 1 }], events: [{ at: 95, what: 'left' }], connections: [] },
    });
    const moved = onCommonClock(figures({ missing: [fault] }), 7);
    const [of] = moved.missing;
    assert.deepEqual(
      [moved.holdStartedAt, of?.since, of?.last?.at, of?.evidence?.seconds[0]?.at, of?.evidence?.events[0]?.at],
      [figures().holdStartedAt + 7, fault.since + 7, 107, 97, 102],
    );
  });
});
