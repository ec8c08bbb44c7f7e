import type { MetricValues } from '../model/figures.js';
import { type MetricName, metricNames, metrics, participantKinds } from '../model/metrics.js';
import type { PlannedStep } from '../model/plan.js';
import type { CurveStep, JudgedStep, MeasuredMetrics } from '../model/verdict.js';
import { type Ascending, aggregateSet, ascending, mergeAscending } from '../quality/aggregate.js';
import { round6, roundFigures } from '../quality/round.js';

/**
 * One point of the load curve.
 * @param planned the step of the whole plan; its totals are shown even where a generator is missing
 * @param joinsPerSecond the rate that the step tries, where join rates are
 */
export function curveStep(
  { figures, attempt, repetition, judgement }: JudgedStep,
  planned?: Pick<PlannedStep, 'sessions' | 'participants' | 'mediaConnections' | 'expectedStreams'>,
  joinsPerSecond?: number,
): CurveStep {
  const { sessions, participants, mediaConnections, expectedStreams } = planned ?? figures;
  return {
    ...judgement,
    index: figures.step,
    ...(joinsPerSecond !== undefined && { joinsPerSecond }),
    sessions,
    participants,
    mediaConnections,
    expectedStreams,
    flowingStreams: figures.flowingStreams,
    missing: figures.missing,
    bad: figures.bad,
    joinFailures: figures.joinFailures,
    metrics: metricsOf(figures.values),
    ...(figures.windows && {
      windows: Object.fromEntries(Object.entries(figures.windows).map(([key, values]) => [key, metricsOf(values)])),
    }),
    ...(figures.impairments && { impairments: figures.impairments }),
    offeredLoad: round6(figures.offeredLoad),
    ...(figures.uncertainties && { uncertainties: roundFigures(figures.uncertainties) }),
    ...(figures.startSkewMs !== undefined && { startSkewMs: round6(figures.startSkewMs) }),
    health: figures.health,
    ...(figures.platform && { platform: figures.platform }),
    ...(figures.notes && { notes: figures.notes }),
    attempt,
    ...(repetition !== undefined && { repetition }),
  };
}

/** Aggregates per metric; where both kinds measured it, also per kind under `metric@kind`. */
function metricsOf(values: MetricValues): MeasuredMetrics {
  const entries = metricNames.flatMap((metric) => {
    const byKind = participantKinds.flatMap((kind) => {
      const of = values[metric]?.[kind] ?? [];
      return of.length > 0 ? [{ key: `${metric}@${kind}`, of: ascending(of) }] : [];
    });
    const [first, ...others] = byKind;
    if (!first) return [];
    const all = { key: metric as string, of: others.reduce((of, other) => mergeAscending(of, other.of), first.of) };
    const shown = others.length === 0 ? [all] : [all, ...byKind];
    return shown.map(({ key, of }) => [key, measured(metric, of)] as const);
  });
  return Object.fromEntries(entries);
}

const measured = (metric: MetricName, values: Ascending) => ({
  unit: metrics[metric].unit,
  ...aggregateSet(values, metrics[metric].better),
});
