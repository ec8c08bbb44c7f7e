import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { ReceivedSequences } from '../../../src/participants/native/receive/received-sequences.js';

test('extends sequence numbers over the wrap', () => {
  const sequences = new ReceivedSequences();
  const numbers = [65_534, 65_535, 0, 1].map((sequence) => sequences.accept(sequence, 0));
  assert.deepEqual(
    numbers.slice(1),
    numbers.slice(0, -1).map((number) => number + 1),
  );
  assert.equal(sequences.expected, 4);
  assert.equal(sequences.received, 4);
  assert.equal(sequences.highestToReport, 65_536 + 1);
});

test('a packet that was only overtaken is not lost', () => {
  const sequences = new ReceivedSequences();
  for (const sequence of [1, 2, 4, 3, 5]) assert.ok(sequences.accept(sequence, 0) >= 0);
  sequences.expire(10_000);
  assert.equal(sequences.lostOnTheWay, 0);
  assert.equal(sequences.lostAfterRepair, 0);
  assert.equal(sequences.received, 5);
});

test('a packet that was asked for and came is lost on the way, but not after repair', () => {
  const sequences = new ReceivedSequences();
  sequences.accept(1, 0);
  const third = sequences.accept(3, 0);
  assert.deepEqual(sequences.takeRequests(10, 100), [third - 1]);
  assert.equal(sequences.accept(2, 50), third - 1);
  sequences.expire(10_000);
  assert.equal(sequences.lostOnTheWay, 1);
  assert.equal(sequences.lostAfterRepair, 0);
});

test('a packet that is missing 500 ms after it was due is lost, also if it comes later', () => {
  const sequences = new ReceivedSequences();
  sequences.accept(1, 0);
  sequences.accept(3, 0);
  assert.equal(sequences.expire(499), false);
  assert.equal(sequences.expire(500), true);
  assert.equal(sequences.accept(2, 501), -1);
  assert.equal(sequences.lostAfterRepair, 1);
  assert.equal(sequences.lostOnTheWay, 1);
});

test('packets are asked for again after the retry time, ten times at most', () => {
  const sequences = new ReceivedSequences();
  sequences.accept(1, 0);
  sequences.accept(4, 0);
  let requests = 0;
  for (let now = 0; now < 490; now += 10) requests += sequences.takeRequests(now, 100).length;
  assert.equal(requests, 2 * 5);
  for (let now = 490; now < 3000; now += 10) requests += sequences.takeRequests(now, 20).length;
  assert.equal(requests, 2 * 10);
});

test('duplicates count once', () => {
  const sequences = new ReceivedSequences();
  sequences.accept(1, 0);
  assert.equal(sequences.accept(1, 0), -1);
  sequences.accept(2, 0);
  assert.equal(sequences.accept(1, 0), -1);
  assert.equal(sequences.received, 2);
});

test('an outage of many packets is loss at once; another numbering is not', () => {
  const sequences = new ReceivedSequences();
  sequences.accept(1, 0);
  sequences.accept(2002, 0);
  assert.equal(sequences.lostAfterRepair, 2000);
  assert.equal(sequences.awaited.count, 0);
  sequences.accept(40_000, 0);
  assert.equal(sequences.lostAfterRepair, 2000);
  assert.equal(sequences.expected, 1);
});

test('whatever is lost, doubled or overtaken: received + lost = expected once all is settled', () => {
  const step = fc.record({ lost: fc.boolean(), doubled: fc.boolean(), delay: fc.integer({ min: 0, max: 5 }) });
  const property = fc.property(
    fc.integer({ min: 0, max: 65_535 }),
    fc.array(step, { maxLength: 300 }),
    (first, steps) => {
      const arrivals = steps
        .map((packet, index) => ({ ...packet, sequence: (first + 1 + index) & 0xffff, at: index + packet.delay }))
        .filter(({ lost }) => !lost)
        .flatMap((packet) => (packet.doubled ? [packet, { ...packet, at: packet.at + 3 }] : [packet]))
        .sort((a, b) => a.at - b.at);
      const sequences = new ReceivedSequences();
      sequences.accept(first, 0);
      for (const { sequence } of arrivals) sequences.accept(sequence, 0);
      sequences.expire(1000);
      assert.equal(sequences.received + sequences.lostAfterRepair, sequences.expected);
      assert.equal(sequences.received, 1 + steps.filter(({ lost }) => !lost).length);
    },
  );
  fc.assert(property);
});
