import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import { TickWheel, tickMs } from '../../../src/participants/native/timing/tick-wheel.js';

let now: number;
let wake: (() => void) | undefined;
let wakeAt: number;
let wheel: TickWheel;

beforeEach(() => {
  now = 1000;
  wake = undefined;
  wheel = new TickWheel(
    () => now,
    (callback, milliseconds) => {
      wake = callback;
      wakeAt = now + milliseconds;
    },
  );
});

/** Lets the timer fire when due, or `lateMs` later. */
function fire(lateMs = 0): void {
  const callback = wake!;
  wake = undefined;
  now = wakeAt + lateMs;
  callback();
}

test('jobs run once per period, each at its own phase', () => {
  const ran: string[] = [];
  wheel.add(3, 0, () => ran.push('audio 0'));
  wheel.add(3, 1, () => ran.push('audio 1'));
  wheel.add(5, 4, () => ran.push('video 4'));
  while (now < 1000 + 14 * tickMs - 0.1) fire();
  assert.equal(ran.filter((job) => job === 'audio 0').length, 5);
  assert.equal(ran.filter((job) => job === 'audio 1').length, 5);
  assert.equal(ran.filter((job) => job === 'video 4').length, 3);
  assert.deepEqual(ran.slice(0, 5), ['audio 0', 'audio 1', 'audio 0', 'audio 1', 'video 4']);
});

test('times do not drift: after a minute a job ran exactly as often as due', () => {
  let runs = 0;
  wheel.add(5, 0, () => runs++);
  while (now < 61_000 - tickMs) fire(0.3);
  assert.equal(runs, 60 * 30);
});

test('after a stall every missed tick is caught up, with its lateness', () => {
  const lateness: number[] = [];
  wheel.add(3, 0, (lateMs) => lateness.push(lateMs));
  fire();
  lateness.length = 0;
  fire(75);
  assert.equal(lateness.length, 4);
  // Ticks 3, 6, 9 and 12 at tick 1 + 75 ms.
  for (const [index, lateMs] of lateness.entries())
    assert.ok(Math.abs(lateMs - (75 - (2 + 3 * index) * tickMs)) < 1, `${lateMs}`);
});

test('the timer stops when the last job is removed, and starts again with the next', () => {
  const remove = wheel.add(3, 0, () => undefined);
  fire();
  remove();
  remove();
  fire();
  assert.equal(wake, undefined);
  let runs = 0;
  wheel.add(3, 0, () => runs++);
  fire();
  assert.equal(runs, 1);
});

test('a job may remove itself and others while it runs', () => {
  const ran: string[] = [];
  const removeFirst = wheel.add(1, 0, () => {
    ran.push('first');
    removeFirst();
  });
  wheel.add(1, 0, () => ran.push('second'));
  fire();
  fire();
  assert.deepEqual(ran, ['first', 'second', 'second']);
});
