import assert from 'node:assert/strict';
import { test } from 'node:test';
import { DataPacket } from '@livekit/protocol';
import { formatSignal, parseSignal } from '../../../src/model/signal-text.js';
import { signalDueAt } from '../../../src/model/signals.js';
import { formatSignalPacket, parseSignalPacket } from '../../../src/participants/native/livekit/data-packets.js';
import { SignalSender } from '../../../src/participants/native/signals/signal-sender.js';
import { epochMs } from '../../../src/participants/native/timing/clock.js';

test('a signal says who sent it when, in as many bytes as shall be', () => {
  const content = { from: 12, number: 1_795_000_123, sentAt: 1_795_000_123_456.125 };
  const text = formatSignal(content, 100);
  assert.equal(Buffer.byteLength(text), 100);
  assert.deepEqual(parseSignal(text), content);
});

test('the largest signal fits into the fewest bytes', () => {
  assert.equal(formatSignal({ from: 9_999, number: 2 ** 40, sentAt: 9_999_999_999_999 }, 64).length, 64);
});

test('what others send is not taken for one', () => {
  for (const text of [undefined, '', 'hello', '1 2', '1 2 3 hello', '{"from":1}', `1 2 3.000 ${'.'.repeat(9)}x`])
    assert.equal(parseSignal(text), undefined, String(text));
});

test('a data packet of LiveKit carries a signal; all else is none', () => {
  const content = { from: 2, number: 7, sentAt: 1_795_000_123_456.125 };
  assert.deepEqual(parseSignalPacket(formatSignalPacket(formatSignal(content, 64), 1)), content);
  const payload = Buffer.from(formatSignal(content, 64));
  const ofApp = new DataPacket({ value: { case: 'user', value: { payload, topic: 'chat' } } }).toBinary();
  const other = new DataPacket({ value: { case: 'speaker', value: {} } }).toBinary();
  for (const message of [ofApp, other, Buffer.from('no protobuf'), Buffer.alloc(0)])
    assert.equal(parseSignalPacket(message), undefined);
});

test('signals are sent when they are due, one after the other', async () => {
  const schedule = { everyMs: 15, phaseMs: 4, bytes: 64 };
  const sent: { number: number; early: number }[] = [];
  await new Promise<void>((resolve) => {
    const sender = new SignalSender(schedule, 3, (text) => {
      const { from, number } = parseSignal(text)!;
      assert.equal(from, 3);
      sent.push({ number, early: signalDueAt(schedule, number) - epochMs() });
      if (sent.length < 5) return;
      sender.stop();
      resolve();
    });
    sender.start();
  });
  for (const [i, { number, early }] of sent.entries()) {
    assert.equal(number, sent[0]!.number + i);
    assert.ok(early < 1, `${early} ms early`);
  }
});
