import { thresholdMetric } from '../../src/charts/threshold-metric.js';
import type { Aggregate, ResolvedThreshold } from '../../src/model/scenario.js';
import type { ScenarioModel } from '../collect/run-model.js';

/** What the one load curve of a text report draws. */
export interface CurveMetric {
  readonly metric: string;
  readonly aggregate: Aggregate;
  readonly threshold?: ResolvedThreshold;
}

/** Frames per second where they were judged, else the first judged metric, else frames per second all the same. */
export function curveMetric({ resolved }: ScenarioModel): CurveMetric {
  const judged = (resolved?.thresholds ?? []).filter(({ aggregate, window }) => aggregate !== 'count' && !window);
  const threshold = judged.find(({ metric }) => metric === 'video.framesPerSecond') ?? judged[0];
  if (threshold) return { metric: thresholdMetric(threshold), aggregate: threshold.aggregate, threshold };
  return { metric: 'video.framesPerSecond', aggregate: 'p5' };
}
