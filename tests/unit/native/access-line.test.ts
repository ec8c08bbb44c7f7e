import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import { unimpaired } from '../../../src/model/impairment.js';
import { AccessLine } from '../../../src/participants/native/impairment/access-line.js';
import { TickWheel, tickMs } from '../../../src/participants/native/timing/tick-wheel.js';
import { buildNack } from '../../../src/wire/rtcp/nack.js';
import { readSequence } from '../../../src/wire/rtp.js';
import { audioPacket } from './packets.js';

let now: number;
let wake: (() => void) | undefined;
let wheel: TickWheel;
let arrived: { readonly name: string; readonly at: number }[];

beforeEach(() => {
  now = 0;
  wake = undefined;
  arrived = [];
  wheel = new TickWheel(
    () => now,
    (callback, milliseconds) => {
      const at = now + milliseconds;
      wake = () => {
        now = at;
        callback();
      };
    },
  );
});

function runUntil(end: number): void {
  while (wake && now < end) {
    const next = wake;
    wake = undefined;
    next();
  }
}

const lineOf = (impairment = unimpaired, seed = 1) => new AccessLine(seed, impairment, wheel, () => now);
const arrival = (name: string) => () => arrived.push({ name, at: now });
const packet = Buffer.alloc(1200 - 38);

test('without impairment it is not to be asked, and no timer runs', () => {
  const line = lineOf();
  assert.equal(line.impaired, false);
  assert.equal(wake, undefined);
});

test('each direction has its own rate, which all connections share', () => {
  const line = lineOf({ latencyMs: 0, loss: 0, uploadKbps: 96, downloadKbps: 960 });
  line.up(packet, arrival('first, up'));
  line.up(packet, arrival('second, up'));
  line.down(packet, arrival('first, down'));
  line.down(packet, arrival('second, down'));
  runUntil(300);
  const expected = { 'first, up': 100, 'second, up': 200, 'first, down': 10, 'second, down': 20 };
  for (const { name, at } of arrived) {
    const due = expected[name as keyof typeof expected];
    assert.ok(Math.abs(at - due) <= 3.5, `${name}: ${at} instead of ${due}`);
  }
  assert.equal(arrived.length, 4);
});

test('a delay is met by half a tick, in the mean exactly', () => {
  const line = lineOf({ latencyMs: 50, loss: 0 });
  const delays: number[] = [];
  for (let index = 0; index < 300; index++) {
    now += ((index % 10) * tickMs) / 10;
    const sentAt = now;
    line.down(packet, () => delays.push(now - sentAt));
    runUntil(now + 0.01);
  }
  runUntil(now + 200);
  assert.equal(delays.length, 300);
  assert.ok(
    delays.every((ms) => Math.abs(ms - 50) <= tickMs / 2 + 0.5),
    `${delays}`,
  );
  const mean = delays.reduce((sum, ms) => sum + ms, 0) / delays.length;
  assert.ok(Math.abs(mean - 50) < 0.7, `${mean}`);
});

test('is clear again when the last packet under way has arrived, and then its timer stops', () => {
  const line = lineOf({ latencyMs: 100, loss: 0 });
  line.up(packet, arrival('delayed'));
  line.impair(unimpaired);
  assert.equal(line.impaired, true, 'what comes now must not overtake');
  runUntil(200);
  assert.deepEqual(
    arrived.map(({ name }) => name),
    ['delayed'],
  );
  assert.equal(line.impaired, false);
  runUntil(now + 50);
  assert.equal(wake, undefined);
});

test('closed, it drops what is under way and stays clear', () => {
  const line = lineOf({ latencyMs: 100, loss: 0 });
  line.up(packet, arrival('delayed'));
  line.close();
  line.impair({ latencyMs: 0, loss: 1 });
  assert.equal(line.impaired, false);
  runUntil(500);
  assert.deepEqual(arrived, []);
  assert.equal(wake, undefined);
});

test('a packet that was lost on its way down comes when it is asked for, both ways later; one that never was does not', () => {
  const line = lineOf({ latencyMs: 50, loss: 0.5 });
  const came: number[] = [];
  const sent = Array.from({ length: 40 }, (_, index) => audioPacket(index, 0));
  for (const packet of sent) line.down(packet, (arrived) => came.push(readSequence(arrived)));
  runUntil(200);
  const missing = sent.map(readSequence).filter((sequence) => !came.includes(sequence));
  assert.ok(missing.length > 5 && missing.length < 35, `${missing.length}`);
  const askedAt = now;
  let requests = 0;
  const repaired = () => missing.every((sequence) => came.includes(sequence));
  for (; !repaired() && requests < 50; requests++) {
    line.up(buildNack(1, 55, [...missing, 1000]), () => undefined);
    runUntil(now + 1);
    if (requests === 0) assert.ok(now < askedAt + 90);
  }
  runUntil(now + 200);
  assert.ok(repaired(), 'also what is lost again is repaired');
  assert.equal(new Set(came).size, came.length, 'nothing comes twice');
  assert.equal(came.length, 40);
});

test('what was lost long ago, or on a dead line, does not come again', () => {
  const line = lineOf({ latencyMs: 0, loss: 1 });
  const came: number[] = [];
  line.down(audioPacket(7, 0), () => came.push(7));
  line.impair({ latencyMs: 1, loss: 0 });
  line.up(buildNack(1, 55, [7]), () => undefined);
  line.impair({ latencyMs: 0, loss: 0, downloadKbps: 1 });
  for (const sequence of [8, 9]) line.down(audioPacket(sequence, 0), () => came.push(sequence));
  line.impair({ latencyMs: 1, loss: 0 });
  now += 1100;
  line.up(buildNack(1, 55, [9]), () => undefined);
  runUntil(now + 3000);
  assert.deepEqual(came, [8]);
});

test('participants of different seeds lose different packets', () => {
  const lostBy = (seed: number) => {
    const line = lineOf({ latencyMs: 0, loss: 0.5 }, seed);
    const came: number[] = [];
    for (let index = 0; index < 64; index++) line.up(packet, () => came.push(index));
    line.close();
    return came;
  };
  assert.deepEqual(lostBy(1), lostBy(1));
  assert.notDeepEqual(lostBy(1), lostBy(2));
});
