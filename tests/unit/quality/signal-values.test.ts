import assert from 'node:assert/strict';
import { test } from 'node:test';
import { firstSignalFrom, type ReceivedSignal, type SignalSchedule, signalDueAt } from '../../../src/model/signals.js';
import { signalValues } from '../../../src/quality/index.js';

const schedule: SignalSchedule = { everyMs: 1000, phaseMs: 300, bytes: 100 };
const hold = { from: 60_000, to: 90_000 };

/** Signals of a sender, each so many ms on its way. */
function received(numbers: readonly number[], latencyMs: (number: number) => number): ReceivedSignal[] {
  return numbers.map((number) => ({
    from: 1,
    number,
    at: signalDueAt(schedule, number) + latencyMs(number),
    latencyMs: latencyMs(number),
  }));
}
const from = (first: number, count: number) => Array.from({ length: count }, (_, i) => first + i);

test('signals of the hold are counted, and no others', () => {
  const before = received([58, 59], () => 5_000);
  const during = received(from(60, 30), (number) => 10 + (number % 10));
  const after = received([90, 91], () => 5_000);
  const values = signalValues([{ schedule, received: [...before, ...during, ...after], clockMs: 0 }], [hold]);
  assert.deepEqual(values, { 'signal.latency': 19, 'signal.loss': 0 });
});

test('what never came is lost, whether between others or at the end; what came twice counts once', () => {
  const came = received([...from(60, 10), ...from(72, 12), 83, 83], () => 10);
  const { 'signal.loss': loss } = signalValues([{ schedule, received: came, clockMs: 0 }], [hold]);
  // 2 in the middle, 6 at the end.
  assert.equal(loss, 8 / 30);
});

test('a sender that is not heard at all loses its share', () => {
  const heard = { schedule, received: received(from(60, 30), () => 10), clockMs: 0 };
  const values = signalValues([heard, { ...heard, received: [] }], [hold]);
  assert.deepEqual(values, { 'signal.latency': 10, 'signal.loss': 0.5 });
});

test('nothing is told where nothing was due', () => {
  assert.deepEqual(signalValues([], [hold]), {});
  const never = { schedule: { ...schedule, everyMs: 100_000, phaseMs: 99_000 }, received: [], clockMs: 0 };
  assert.deepEqual(signalValues([never], [hold]), {});
});

test('windows and latencies are told by one clock', () => {
  // The sender's clock is 7.5 s ahead: what it sends at 67.3 s of its own arrives at 59.81 s of the receiver's.
  const clockMs = 7_500;
  const came = received(from(60, 60), () => 10 - clockMs).filter(({ at }) => at >= hold.from && at < hold.to + 1_500);
  const values = signalValues([{ schedule, received: came, clockMs }], [hold]);
  assert.deepEqual(values, { 'signal.latency': 10, 'signal.loss': 0 });
});

test('only what was due within the windows counts', () => {
  const windows = [
    { from: 60_000, to: 65_000 },
    { from: 80_000, to: 85_000 },
  ];
  const came = received([...from(60, 4), ...from(66, 10), ...from(80, 5)], (number) => (number < 70 ? 10 : 20));
  assert.deepEqual(signalValues([{ schedule, received: came, clockMs: 0 }], windows), {
    'signal.latency': 20,
    'signal.loss': 0.1,
  });
});

test('each signal falls into one of two windows that touch', () => {
  for (const everyMs of [1000 / 3, 1000 / 7, 100 / 0.3]) {
    const odd = { everyMs, phaseMs: everyMs * 0.37, bytes: 64 };
    const start = 1_795_000_000_000;
    const edge = signalDueAt(odd, firstSignalFrom(odd, start) + 5);
    const count = (window: { from: number; to: number }) =>
      firstSignalFrom(odd, window.to) - firstSignalFrom(odd, window.from);
    const whole = count({ from: start, to: start + 60_000 });
    assert.equal(count({ from: start, to: edge }) + count({ from: edge, to: start + 60_000 }), whole);
    assert.ok(Math.abs(whole - 60_000 / everyMs) <= 1);
  }
});
