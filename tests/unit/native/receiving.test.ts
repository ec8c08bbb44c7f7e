import assert from 'node:assert/strict';
import { test } from 'node:test';
import { InboundAudio } from '../../../src/participants/native/receive/inbound-audio.js';
import { InterarrivalJitter } from '../../../src/participants/native/receive/interarrival-jitter.js';
import { RateEstimator } from '../../../src/participants/native/receive/rate-estimator.js';
import { compactNtp, ntpFromEpochMs } from '../../../src/wire/ntp.js';
import { audioPacket } from './packets.js';

test('jitter follows RFC 3550: each difference counts one sixteenth', () => {
  const jitter = new InterarrivalJitter(90_000);
  jitter.add(0, 0);
  assert.equal(jitter.seconds, undefined);
  jitter.add(3000, 1000 / 30 + 16);
  assert.ok(Math.abs(jitter.seconds! - 0.001) < 1e-9);
  jitter.add(6000, 2000 / 30 + 16);
  assert.ok(Math.abs(jitter.seconds! - 0.001 * (15 / 16)) < 1e-9);
});

test('jitter ignores a jump to another timeline', () => {
  const jitter = new InterarrivalJitter(48_000);
  jitter.add(0, 0);
  jitter.add(960, 20);
  jitter.add(960 + 3_000_000, 40);
  jitter.add(960 + 3_000_960, 60);
  assert.equal(jitter.seconds, 0);
});

test('audio counts packets, loss and jitter at 48 kHz, and tells its first packet', () => {
  let first = 0;
  const audio = new InboundAudio(2, () => first++);
  for (let index = 0; index < 50; index++) if (index !== 20) audio.onRtp(audioPacket(index, index * 960), index * 20);
  audio.expire(2000);
  const sample = audio.sample(0);
  assert.equal(first, 1);
  assert.equal(sample.packetsReceived, 49);
  assert.equal(sample.bytesReceived, 49 * 80);
  assert.equal(sample.packetsLost, 1);
  assert.equal(sample.networkPacketsLost, 1);
  assert.equal(sample.jitter, 0);
  assert.equal('framesDecoded' in sample, false);
  audio.onRtp(audioPacket(20, 20 * 960), 2000);
  const later = audio.sample(0);
  assert.deepEqual([later.packetsReceived, later.packetsLost], [49, 1]);
  assert.equal(later.bytesReceived, 50 * 80, 'bytes that came too late have come');
});

test('a report block refers to the last sender report about the same SSRC', () => {
  const audio = new InboundAudio(2, () => undefined);
  assert.equal(audio.takeReportBlock(0), undefined);
  audio.onRtp(audioPacket(1, 960), 0);
  assert.equal(audio.takeReportBlock(0)!.lastSenderReport, 0);
  const ntp = ntpFromEpochMs(1_700_000_000_123);
  const report = {
    type: 'sender-report',
    ssrc: 55,
    ntp,
    rtpTimestamp: 0,
    packetCount: 0,
    octetCount: 0,
    reports: [],
  } as const;
  audio.onSenderReport({ ...report, ssrc: 56 }, 500);
  assert.equal(audio.takeReportBlock(900)!.lastSenderReport, 0);
  audio.onSenderReport(report, 1000);
  const block = audio.takeReportBlock(1500)!;
  assert.equal(block.lastSenderReport, compactNtp(ntp));
  assert.equal(block.delaySinceLastSenderReport, 32_768);
});

test('the estimate rises steadily while nothing is lost, whatever arrives', () => {
  const estimator = new RateEstimator();
  const start = estimator.bitsPerSecond;
  assert.ok(start >= 1_000_000, 'a new subscriber must not hold a publisher down');
  for (let second = 0; second < 10; second++) estimator.update(150_000, 0, 1);
  assert.ok(Math.abs(estimator.bitsPerSecond / start - 1.08 ** 10) < 0.01);
  for (let second = 0; second < 100; second++) estimator.update(150_000, 0, 1);
  assert.equal(estimator.bitsPerSecond, 5_000_000);
});

test('the estimate holds at some loss, falls below what arrived at much, and recovers', () => {
  const estimator = new RateEstimator();
  estimator.update(500_000, 0.05, 1);
  assert.equal(estimator.bitsPerSecond, 1_000_000);
  estimator.update(500_000, 0.3, 1);
  assert.ok(estimator.bitsPerSecond < 500_000 / 0.7);
  const low = estimator.bitsPerSecond;
  estimator.update(0, 0, 1);
  assert.equal(estimator.bitsPerSecond, low, 'nothing came: nothing is known');
  for (let second = 0; second < 20; second++) estimator.update(300_000, 0, 1);
  assert.ok(estimator.bitsPerSecond > 1_000_000);
});
