import type { BaselineRun } from '../../model/baseline.js';
import { type MetricName, metrics } from '../../model/metrics.js';
import type { ResolvedPrimaryMetric, ResolvedScenario } from '../../model/scenario.js';
import type { JudgedStep } from '../../model/verdict.js';
import { aggregate } from '../../quality/aggregate.js';
import { round6 } from '../../quality/round.js';
import { type HealthOptions, ownOptions, unhealthyBecause } from '../health.js';
import { valuesOf } from '../metric-values.js';
import { scenarioVerdictOf } from '../scenario-verdict.js';
import { fromScale, toScale } from './scale.js';
import { mean } from './two-samples.js';

/** A run as a baseline keeps it, and why some of its steps do not count. */
export interface RunFigures {
  readonly run: BaselineRun;
  /** One clause per step that was left out: what it was, and why. */
  readonly leftOut: readonly string[];
}

/**
 * The figures of one run that may be compared. A step whose generators fell short says nothing of the platform, whatever its verdict,
 * and is left out; so is a capacity that the generators limited.
 */
export function runFigures(
  steps: readonly JudgedStep[],
  scenario: ResolvedScenario,
  about: Pick<BaselineRun, 'recordedAt' | 'run'>,
  health: HealthOptions,
): RunFigures {
  const leftOut: string[] = [];
  const sound = steps.filter((step) => {
    const reason = unsound(step, health);
    if (reason) leftOut.push(`step ${step.figures.step}: ${reason}`);
    return !reason;
  });
  const indexes = [...new Set(sound.map(({ figures }) => figures.step))].sort((a, b) => a - b);
  const capacity = capacityFound(steps, scenario);
  return {
    run: {
      ...about,
      steps: indexes.map((index) =>
        stepFigures(
          sound.filter(({ figures }) => figures.step === index),
          scenario.baseline?.metrics ?? [],
        ),
      ),
      ...(capacity && { capacity }),
    },
    leftOut,
  };
}

function unsound({ figures, judgement }: JudgedStep, options: HealthOptions): string | undefined {
  if (judgement.verdict === 'inconclusive') return judgement.reasons[0] ?? 'it was inconclusive';
  for (const health of figures.health) {
    const causes = [health, ...(health.whileJoining ? [health.whileJoining] : [])];
    const [cause] = causes.flatMap((of) => unhealthyBecause(of, ownOptions(health, options)));
    if (cause) return `generator ${health.generator} was not healthy: ${cause}`;
  }
  return undefined;
}

/** Several attempts at a level are one figure: their mean on the metric's scale. */
function stepFigures(
  attempts: readonly JudgedStep[],
  primaries: readonly ResolvedPrimaryMetric[],
): BaselineRun['steps'][number] {
  const { step, mediaConnections } = attempts[0]!.figures;
  const entries = primaries.flatMap((primary) => {
    const { metric, aggregate: by, participantKind, text } = primary;
    const found = attempts
      .map(({ figures }) => valuesOf(figures, metric as MetricName, participantKind))
      .map((values) => aggregate(values, by, metrics[metric as MetricName].better))
      .filter(Number.isFinite);
    if (found.length === 0) return [];
    const value = found.length === 1 ? found[0]! : fromScale(primary, mean(found.map((of) => toScale(primary, of))));
    return [[text, round6(value)] as const];
  });
  return { step, mediaConnections, values: Object.fromEntries(entries) };
}

function capacityFound(steps: readonly JudgedStep[], scenario: ResolvedScenario): BaselineRun['capacity'] {
  if (!scenario.capacity) return undefined;
  const { capacity, steps: curve } = scenarioVerdictOf(scenario, steps);
  if (!capacity || capacity.limitedBy?.kind === 'inconclusive') return undefined;
  const { unit } = scenario.load;
  const above = curve.find(({ index }) => index === capacity.firstFailedStep)?.[unit];
  return { level: capacity[unit], step: above === undefined ? 0 : above - capacity[unit] };
}
