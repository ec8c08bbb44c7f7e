import type { ChartStep } from '../../../src/charts/chart-step.js';
import type { AggregateSet, Verdict } from '../../../src/model/verdict.js';

/** Aggregates around a middle value. */
export const around = (middle: number, spread: number): AggregateSet => ({
  count: 42,
  min: middle - spread * 1.2,
  p1: middle - spread * 1.1,
  p5: middle - spread,
  p50: middle,
  p95: middle + spread,
  p99: middle + spread * 1.1,
  max: middle + spread * 1.2,
  avg: middle,
});

/** A judged step of so many media connections; rooms of 7. */
export function stepAt(mediaConnections: number, verdict: Verdict, more: Partial<ChartStep> = {}): ChartStep {
  const sessions = mediaConnections / 49;
  const good = verdict !== 'failed';
  return {
    index: sessions,
    attempt: 1,
    sessions,
    participants: sessions * 7,
    mediaConnections,
    verdict,
    reasons: [],
    breaches: [],
    expectedStreams: sessions * 84,
    flowingStreams: sessions * 84,
    missing: [],
    missingCount: 0,
    bad: [],
    badCount: 0,
    joinFailures: [],
    joinFailureCount: 0,
    offeredLoad: 1,
    health: [],
    metrics: {
      'video.framesPerSecond': { unit: '1/s', ...around(good ? 29 : 20, good ? 0.5 : 4) },
      'video.residualLoss': { unit: 'ratio', ...around(good ? 0.001 : 0.04, 0.0005) },
    },
    ...more,
  };
}

/** A staircase with its knee after 98 media connections, both sides of it confirmed. */
export const sampleSteps: readonly ChartStep[] = [
  stepAt(49, 'passed'),
  stepAt(98, 'passed'),
  stepAt(147, 'failed'),
  stepAt(98, 'passed', { attempt: 2 }),
  stepAt(147, 'failed', { attempt: 2 }),
];
