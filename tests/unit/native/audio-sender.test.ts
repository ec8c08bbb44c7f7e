import assert from 'node:assert/strict';
import { test } from 'node:test';
import { AudioSender } from '../../../src/participants/native/send/audio-sender.js';
import { SendMeter } from '../../../src/participants/native/send/send-meter.js';
import { SeededRandom } from '../../../src/participants/native/timing/random.js';
import { parseRtp, writeRtpHeader } from '../../../src/wire/rtp.js';

function sender() {
  const packet = Buffer.alloc(92);
  writeRtpHeader(packet, { payloadType: 111, marker: false, sequenceNumber: 0, timestamp: 0, ssrc: 0 });
  const meter = new SendMeter();
  const audio = new AudioSender([packet], new SeededRandom(1), meter);
  const sent: { sequence: number; timestamp: number; bytes: number }[] = [];
  audio.use({
    send: (bytes) => {
      const { sequenceNumber, timestamp } = parseRtp(bytes)!;
      sent.push({ sequence: sequenceNumber, timestamp, bytes: bytes.length });
      return true;
    },
  });
  const tick = (times: number) => {
    for (let time = 0; time < times; time++) audio.onTick(0, 0);
  };
  return { audio, meter, sent, tick };
}

test('an open microphone that hears nothing sends as often, and less', () => {
  const { audio, sent, tick } = sender();
  tick(1);
  audio.voice = 'silence';
  tick(2);
  assert.deepEqual(
    sent.map(({ bytes }) => bytes),
    [92, 15, 15],
  );
  assert.equal((sent[2]!.timestamp - sent[0]!.timestamp) >>> 0, 2 * 960);
});

test('a muted one sends nothing and owes nothing, and time goes on', () => {
  const { audio, meter, sent, tick } = sender();
  tick(1);
  audio.voice = 'muted';
  tick(5);
  audio.voice = 'speech';
  tick(1);
  assert.equal(sent.length, 2);
  assert.equal((sent[1]!.sequence - sent[0]!.sequence) & 0xffff, 1);
  assert.equal((sent[1]!.timestamp - sent[0]!.timestamp) >>> 0, 6 * 960);
  const { due, sent: handedOver } = meter.take();
  assert.deepEqual([due, handedOver], [2, 2]);
});
