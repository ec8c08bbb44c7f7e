import assert from 'node:assert/strict';
import { test } from 'node:test';
import { toneJudge } from '../../../src/participants/browser/page/tone-judge.js';

const tones = [600, 1200] as const;
const sampleRate = 48_000;
const chunkMs = 10;
const start = 1_790_000_000_000;

/** Judges sound that a publisher made and that is heard after `latencyMs`, from `fromMs` on. `sample` gets ms since the start. */
function hear(sample: (ms: number) => number, latencyMs: number, fromMs: number, untilMs: number) {
  const judge = toneJudge(tones);
  for (let end = fromMs + chunkMs; end <= untilMs; end += chunkMs) {
    const samples = Float32Array.from({ length: 480 }, (_, index) => sample(end - chunkMs + index / 48));
    judge.hear(samples, sampleRate, start + end + latencyMs);
  }
  return judge.figures();
}

const tone = (ms: number) => 0.2 * Math.sin((2 * Math.PI * tones[Math.floor((start + ms) / 1000) % 2]! * ms) / 1000);

test('the latency of sound is the time from the second to its tone', () => {
  for (const latencyMs of [0, 80, 1300]) {
    const { onsetMeasurements, totalOnsetLatency } = hear(tone, latencyMs, 330, 5330);
    assert.equal(onsetMeasurements, 5);
    const error = (totalOnsetLatency! * 1000) / 5 - latencyMs;
    assert.ok(error >= 0 && error <= 2 * chunkMs, `${error} ms too long at ${latencyMs} ms`);
  }
});

test('noise on the tone, and holes in it, do not hide it', () => {
  let seed = 1;
  const noise = () => {
    seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0;
    return (seed / 2 ** 32 - 0.5) * 0.2;
  };
  const spoiled = (ms: number) => (ms % 700 < 40 ? noise() : tone(ms) + noise());
  const { onsetMeasurements, totalOnsetLatency } = hear(spoiled, 80, 330, 5330);
  assert.equal(onsetMeasurements, 5);
  assert.ok(Math.abs(totalOnsetLatency! / 5 - 0.09) < 0.02, `${totalOnsetLatency! / 5} s`);
});

test('one burst of the other tone is no change', () => {
  const other = tones[1 - (Math.floor(start / 1000) % 2)]!;
  const burst = (ms: number) => (ms >= 500 && ms < 510 ? 0.2 * Math.sin((2 * Math.PI * other * ms) / 1000) : tone(ms));
  assert.deepEqual(hear(burst, 80, 0, 950), {});
});

test('nothing is told of silence and of voices', () => {
  assert.deepEqual(
    hear(() => 0, 80, 0, 5000),
    {},
  );
  const voice = (ms: number) =>
    [180, 540, 1260].reduce((sum, frequency) => sum + 0.1 * Math.sin((2 * Math.PI * frequency * ms) / 1000), 0);
  assert.deepEqual(hear(voice, 80, 0, 5000), {});
});

test('a change behind a gap was not heard when it came, and tells no latency', () => {
  const gone = (ms: number) => (ms >= 900 && ms < 1700 ? 0 : tone(ms));
  const { onsetMeasurements, totalOnsetLatency } = hear(gone, 80, 0, 3500);
  // Of the changes at 1, 2 and 3 s, less those that fall into the gap.
  assert.ok(totalOnsetLatency! / onsetMeasurements! < 0.11, `${totalOnsetLatency! / onsetMeasurements!} s`);
  assert.ok(onsetMeasurements! >= 1);
});
