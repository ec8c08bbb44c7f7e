import type { RunModel } from '../../../reporters/collect/run-model.js';
import type { Comparison } from '../../../src/model/comparison.js';

/** A comparison in which the join time got worse and the frame rate did not. */
export const sampleComparison: Comparison = {
  status: 'compared',
  file: 'rooms-of-7.json',
  baselineRuns: 8,
  currentRuns: 3,
  written: null,
  alarms: ['p95 joinTime 240 ms → 301 ms (+25 %, 95 % CI +17…+34 %, 8 against 3 runs) at 98 media connections'],
  notes: [],
  metrics: [
    {
      metric: 'joinTime',
      aggregate: 'p95',
      scale: 'log',
      baseline: 240,
      current: 301,
      change: 0.25,
      interval: [0.17, 0.34],
      margin: 0.1,
      adjustedP: 0.001,
      outcome: 'worse',
      sentence: 'p95 joinTime 240 ms → 301 ms',
      steps: [1, 2, 3, 4].map((step) => ({
        step,
        mediaConnections: step * 49,
        baseline: { min: 170 + step * 18, median: 190 + step * 20, max: 215 + step * 22 },
        current: { min: 235 + step * 20, median: 250 + step * 25, max: 270 + step * 27 },
      })),
    },
    {
      metric: 'video.framesPerSecond',
      aggregate: 'p5',
      scale: 'additive',
      baseline: 29.3,
      current: 29.2,
      change: -0.1,
      interval: [-0.4, 0.2],
      margin: 1,
      adjustedP: 0.4,
      outcome: 'same',
      sentence: 'p5 video.framesPerSecond 29.3 fps → 29.2 fps',
      steps: [1, 2, 3, 4, 5].map((step) => ({
        step,
        mediaConnections: step * 49,
        baseline: { min: 28.6 - step * 0.2, median: 29.2 - step * 0.1, max: 29.6 },
        current: { min: 28.8, median: 29.1, max: 29.5 },
      })),
    },
  ],
  capacity: {
    unit: 'sessions',
    baseline: 4,
    current: 4,
    change: 0,
    margin: 0.1,
    outcome: 'unclear',
    sentence: 'capacity 4 sessions → 4 sessions',
  },
};

/** The same run, compared. */
export const compared = (model: RunModel, comparison: Comparison = sampleComparison): RunModel => ({
  ...model,
  scenarios: model.scenarios.map((scenario) => ({ ...scenario, comparison })),
});
