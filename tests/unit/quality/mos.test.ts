import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { delayImpairment, equipmentImpairment, mos, mosOfRating } from '../../../src/quality/mos.js';
import { streamValues } from '../../../src/quality/stream-values.js';
import { type Second, series, times } from './series.js';

const near = (actual: number, wanted: number, tolerance: number) =>
  assert.ok(Math.abs(actual - wanted) <= tolerance, `${actual} is not ${wanted} ± ${tolerance}`);

describe('the E-model', () => {
  test('R as MOS: table B.1 of ITU-T G.107', () => {
    for (const [rating, wanted] of [
      [90, 4.34],
      [80, 4.03],
      [70, 3.6],
      [60, 3.1],
      [50, 2.58],
    ] as const)
      near(mosOfRating(rating), wanted, 0.01);
    near(mosOfRating(93.2), 4.41, 0.005);
    assert.equal(mosOfRating(-1), 1);
    assert.equal(mosOfRating(100), 4.5);
  });

  test('delay: nothing up to 100 ms, then equation 7-27', () => {
    assert.equal(delayImpairment(0), 0);
    assert.equal(delayImpairment(100), 0);
    // By hand: X = 1 at 200 ms, X = 2 at 400 ms.
    near(delayImpairment(200), 3.04, 0.01);
    near(delayImpairment(400), 24.07, 0.01);
  });

  test('loss: equation 7-29 with the factors of ITU-T G.113 for G.711 and G.729A', () => {
    near(equipmentImpairment(0, 4.3, 0.02), 30.16, 0.01);
    near(equipmentImpairment(11, 19, 0.02), 19, 0.01);
    assert.equal(equipmentImpairment(11, 19, 0), 11);
  });

  test('Opus: better with more bits, worse with loss and delay', () => {
    const good = { oneWayDelayMs: 80, loss: 0, bitrateKbps: 32 };
    near(mos(good), 4.25, 0.05);
    assert.ok(mos({ ...good, bitrateKbps: 64 }) > mos(good));
    assert.ok(mos({ ...good, loss: 0.05 }) < mos(good) - 0.5);
    assert.ok(mos({ ...good, oneWayDelayMs: 400 }) < mos(good) - 0.5);
  });
});

describe('audio.mos', () => {
  const window = { from: 0, to: 60_000 };
  const native: Second = { bytesReceived: 4000, packetsReceived: 50, packetsLost: 0 };
  const browser: Second = {
    ...native,
    jitterBufferDelay: 48_000 * 0.08,
    jitterBufferEmittedCount: 48_000,
    concealedSamples: 0,
    silentConcealedSamples: 0,
    totalSamplesReceived: 48_000,
  };
  const of = (second: Second, roundTrips = { publisherMs: 20, receiverMs: 20 }) =>
    streamValues(series(times(20, second), 'audio'), window, roundTrips)['audio.mos'];

  test('takes delay and concealment of a browser', () => {
    assert.equal(of(browser), mos({ oneWayDelayMs: 100, loss: 0, bitrateKbps: 32 }));
    const concealed = { ...browser, concealedSamples: 5800, silentConcealedSamples: 1000 };
    near(of(concealed)!, mos({ oneWayDelayMs: 100, loss: 0.1, bitrateKbps: 32 }), 1e-9);
  });

  test('takes loss and an assumed buffer of a native participant', () => {
    const lossy = { ...native, packetsReceived: 45, packetsLost: 5, bytesReceived: 4000 };
    near(of(lossy)!, mos({ oneWayDelayMs: 80, loss: 0.1, bitrateKbps: 32 }), 1e-9);
  });

  test('is the worst while a voice that was there stays away', () => {
    const away = { ...native, bytesReceived: 0, packetsReceived: 0 };
    const heard = of(native)!;
    const samples = series([...times(10, native), ...times(10, away)], 'audio');
    const values = streamValues(samples, window, { publisherMs: 20, receiverMs: 20 });
    near(values['audio.mos']!, (heard + 1) / 2, 1e-9);
  });

  test('is not measured while a round trip is unknown, or nothing comes', () => {
    const samples = series(times(20, native), 'audio');
    assert.equal(streamValues(samples, window, { publisherMs: 20 })['audio.mos'], undefined);
    assert.equal(of({ ...native, bytesReceived: 0, packetsReceived: 0 }), undefined);
  });
});
