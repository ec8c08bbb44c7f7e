import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import { FreezeMeter } from '../../../src/participants/native/receive/freeze-meter.js';

const frameMs = 1000 / 30;
let meter: FreezeMeter;

beforeEach(() => {
  meter = new FreezeMeter();
});

/** Frames `from` to `to`, each on time plus `lateMs`. */
function show(from: number, to: number, lateMs: (frame: number) => number = () => 0): void {
  for (let frame = from; frame < to; frame++)
    meter.add((4_294_960_000 + frame * 3000) >>> 0, frame * frameMs + lateMs(frame));
}

test('steady frames never freeze, over the wrap of RTP time', () => {
  show(0, 300);
  assert.equal(meter.freezeCount, 0);
  assert.equal(meter.frozenSeconds(300 * frameMs), 0);
});

test('jitter below 100 ms is taken up by the playout', () => {
  show(0, 300, (frame) => (frame % 2) * 90);
  assert.equal(meter.freezeCount, 0);
});

test('a gap above average + 150 ms is a freeze of its whole length', () => {
  show(0, 100);
  show(110, 200);
  assert.equal(meter.freezeCount, 1);
  assert.ok(Math.abs(meter.frozenSeconds(200 * frameMs) - (11 * frameMs) / 1000) < 0.002);
});

test('a gap below it is none', () => {
  show(0, 100);
  show(104, 200);
  assert.equal(meter.freezeCount, 0);
});

test('frames that come too late freeze although none is missing', () => {
  show(0, 100);
  show(100, 130, (frame) => Math.max(0, 400 - (frame - 100) * frameMs));
  show(130, 200);
  assert.equal(meter.freezeCount, 1);
});

test('a stall counts while it lasts, and the same when it has ended', () => {
  show(0, 100);
  assert.equal(meter.frozenSeconds(100 * frameMs + 50), 0);
  const open = meter.frozenSeconds(400 * frameMs);
  assert.ok(open > 9.8 && open < 10, `${open}`);
  assert.equal(meter.freezeCount, 0);
  show(400, 401);
  assert.equal(meter.freezeCount, 1);
  assert.ok(Math.abs(meter.frozenSeconds(400 * frameMs) - (301 * frameMs) / 1000) < 0.1);
});

test('without frames nothing is frozen', () => {
  assert.equal(meter.frozenSeconds(60_000), 0);
});
