import type { ResolvedScenario } from '../../src/model/scenario.js';
import { constant, nToN, type PrimaryMetricText, resolveScenario } from '../../src/scenario/index.js';

/** What the gate compares unless a scenario names something else. */
export const primaries = [
  'joinTime',
  'video.framesPerSecond',
  'video.residualLoss',
] as const satisfies PrimaryMetricText[];

/** 7 rooms of 3 native participants in one step, with the shortest hold that is judged. */
export const gateScenario: ResolvedScenario = resolveScenario('gate', {
  topology: nToN(3),
  load: constant({ sessions: 7, hold: '10s', settle: '1s', joinsPerSecond: 20 }),
  media: { video: '180p' },
  guards: { badStreams: 'off', missingStreams: 'off' },
  baseline: { metrics: [...primaries] },
});
