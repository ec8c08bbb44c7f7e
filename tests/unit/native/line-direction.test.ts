import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import { LineDirection } from '../../../src/participants/native/impairment/line-direction.js';
import { SeededRandom } from '../../../src/participants/native/timing/random.js';

/** With what each packet has on the wire, 1000 bits. */
const bytes = 125 - 38;

let line: LineDirection;
let arrived: { readonly index: number; readonly at: number }[];
let now: number;

beforeEach(() => {
  line = new LineDirection(new SeededRandom(1));
  arrived = [];
  now = 5000;
});

/** Packet `index` comes to the line at `now`. */
function pass(index: number): void {
  const packet = Buffer.alloc(bytes);
  packet.writeUInt32BE(index);
  line.pass(packet, (delivered) => arrived.push({ index: delivered.readUInt32BE(), at: now }), now);
  // Senders use their buffers again.
  packet.fill(0xff);
}

function runUntil(end: number): void {
  for (; now < end; now++) line.release(now);
}

const order = () => arrived.map(({ index }) => index);
const count = (length: number, start = 0) => Array.from({ length }, (_, index) => start + index);

test('a clear line does nothing', () => {
  assert.equal(line.clear, true);
  pass(0);
  assert.deepEqual(arrived, [{ index: 0, at: 5000 }]);
});

test('delays every packet, as it was when it came', () => {
  line.set({ latencyMs: 75, loss: 0, kbps: undefined });
  pass(0);
  runUntil(5010);
  pass(1);
  runUntil(5200);
  assert.deepEqual(arrived, [
    { index: 0, at: 5075 },
    { index: 1, at: 5085 },
  ]);
});

test('loses the given share, the same packets with the same seed', () => {
  const lostOf = (seed: number) => {
    line = new LineDirection(new SeededRandom(seed));
    line.set({ latencyMs: 0, loss: 0.1, kbps: undefined });
    arrived = [];
    for (const index of count(20_000)) pass(index);
    return order();
  };
  const first = lostOf(3);
  assert.ok(Math.abs(first.length / 20_000 - 0.9) < 0.01, `${first.length}`);
  assert.deepEqual(lostOf(3), first);
  assert.notDeepEqual(lostOf(4), first);
});

test('lets no more through than its rate, and drops what would wait for more than 300 ms', () => {
  line.set({ latencyMs: 20, loss: 0, kbps: 100 });
  for (const index of count(100)) pass(index);
  runUntil(6000);
  // One packet takes 10 ms; the 32nd would have begun after 310.
  assert.deepEqual(order(), count(31));
  assert.deepEqual(
    arrived.map(({ at }) => at),
    count(31).map((index) => 5000 + 10 * (index + 1) + 20),
  );
});

test('a steady stream above the rate comes through at the rate', () => {
  line.set({ latencyMs: 0, loss: 0, kbps: 100 });
  for (let index = 0; index < 2500; index++) {
    pass(index);
    runUntil(now + 4);
  }
  const kbit = arrived.filter(({ at }) => at >= 6000 && at < 14_000).length;
  assert.equal(kbit, 800);
});

test('keeps the order when the delay falls', () => {
  line.set({ latencyMs: 100, loss: 0, kbps: undefined });
  pass(0);
  line.set({ latencyMs: 0, loss: 0, kbps: undefined });
  assert.equal(line.clear, false, 'something is under way');
  pass(1);
  runUntil(5200);
  assert.deepEqual(order(), [0, 1]);
  assert.equal(line.clear, true);
});

test('a dead line lets nothing through, not even what is under way; afterwards it is as good as before', () => {
  line.set({ latencyMs: 100, loss: 0, kbps: undefined });
  pass(0);
  line.set({ latencyMs: 0, loss: 1, kbps: undefined });
  for (const index of count(1000)) pass(index);
  runUntil(6000);
  assert.deepEqual(arrived, []);
  line.set({ latencyMs: 0, loss: 0, kbps: undefined });
  pass(7);
  assert.deepEqual(arrived, [{ index: 7, at: 6000 }]);
});
