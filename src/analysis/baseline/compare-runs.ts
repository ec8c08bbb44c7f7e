import type { BaselineRun } from '../../model/baseline.js';
import type { Comparison } from '../../model/comparison.js';
import type { ResolvedBaseline, ResolvedScenario } from '../../model/scenario.js';
import { type CommonSteps, commonSteps } from './common-steps.js';
import { compareCapacity } from './compare-capacity.js';
import { compareMetric } from './compare-metric.js';
import { type Difference, type Outcome, outcomesOf } from './outcomes.js';
import { fewestRuns } from './rules.js';
import { capacitySentence, metricSentence } from './sentences.js';

/** Runs of both sides. */
export interface Sides {
  readonly baseline: readonly BaselineRun[];
  readonly current: readonly BaselineRun[];
}

/** Findings, without what became of the file. */
export type RunComparison = Pick<
  Comparison,
  'status' | 'baselineRuns' | 'currentRuns' | 'metrics' | 'capacity' | 'alarms' | 'notes'
>;

/** Compares the runs of now with those of a baseline that is like them. A finding with too few runs does not alarm. */
export function compareRuns(
  scenario: Pick<ResolvedScenario, 'capacity' | 'load'>,
  { metrics: primaries, capacityMargin }: Pick<ResolvedBaseline, 'metrics' | 'capacityMargin'>,
  sides: Sides,
): RunComparison {
  const common = commonSteps(sides.baseline, sides.current, scenario.capacity !== undefined);
  const differences = primaries.flatMap((primary) => compareMetric(primary, common) ?? []);
  const level = scenario.capacity && compareCapacity(sides.baseline, sides.current, capacityMargin);
  const all: readonly Difference[] = [...differences, ...(level ? [level] : [])];
  const outcomes = outcomesOf(all);
  const metrics = differences.map((of, i) => ({
    ...of.found,
    ...findingOf(of, outcomes[i]!),
    sentence: metricSentence(
      of.primary,
      of,
      of.found.steps.map(({ mediaConnections }) => mediaConnections),
    ),
  }));
  const { unit } = scenario.load;
  const capacity = level
    ? { unit, ...findingOf(level, outcomes.at(-1)!), sentence: capacitySentence(unit, level) }
    : null;
  const findings = [...metrics, ...(capacity ? [capacity] : [])].map((finding, i) => ({ finding, of: all[i]! }));
  const decisive = findings.filter(({ of }) => isDecisive(of));
  const most = (side: 0 | 1, held: number) => (all.length > 0 ? Math.max(...all.map(({ runs }) => runs[side])) : held);
  return {
    status: decisive.length > 0 ? 'compared' : 'advisory',
    baselineRuns: most(0, sides.baseline.length),
    currentRuns: most(1, sides.current.length),
    metrics,
    capacity,
    alarms: decisive.flatMap(({ finding }) => (finding.outcome === 'worse' ? [finding.sentence] : [])),
    notes: [
      ...notCounted(common, sides),
      ...primaries
        .filter((primary) => !differences.some((of) => of.primary === primary))
        .map(({ text }) => `${text} is not compared: one side has no run with it in the steps that are compared`),
    ],
  };
}

const isDecisive = ({ runs: [baseline, current] }: Difference): boolean =>
  baseline >= fewestRuns.baseline && current >= fewestRuns.current;

const findingOf = ({ baseline, current, change, interval, margin }: Difference, outcome: Outcome) => ({
  baseline,
  current,
  change,
  ...(interval && { interval: [...interval] as [number, number] }),
  margin,
  ...outcome,
});

function notCounted(common: CommonSteps, sides: Sides): string[] {
  return (['baseline', 'current'] as const).flatMap((side) => {
    const lost = sides[side].length - common[side].length;
    if (lost === 0 || common.steps.length === 0) return [];
    const steps = common.steps.length === 1 ? `step ${common.steps[0]}` : `steps ${common.steps.join(', ')}`;
    return [`${lost} of ${sides[side].length} ${side} runs do not count: they lack sound figures of ${steps}`];
  });
}
