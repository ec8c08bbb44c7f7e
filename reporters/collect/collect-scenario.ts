import { curveStep, judgeStep, wholeVerdict } from '../../src/analysis/index.js';
import { LoadError } from '../../src/model/errors.js';
import { type StepRecord, unpackFigures } from '../../src/model/evidence.js';
import type { MetricValues } from '../../src/model/figures.js';
import { participantKinds } from '../../src/model/metrics.js';
import type { Plan, PlannedStep } from '../../src/model/plan.js';
import type { ResolvedScenario } from '../../src/model/scenario.js';
import type { Shard } from '../../src/model/shard.js';
import { roundFigures } from '../../src/quality/round.js';
import { joinsIn, plan, stepTo } from '../../src/scenario/index.js';
import { topologyText } from '../format/words.js';
import type { ScenarioEvidence } from './evidence-of-scenario.js';
import { evidenceProblems } from './evidence-problems.js';
import type { ScenarioModel, SpecLocation, StepModel } from './run-model.js';

/** A scenario of which a run should leave evidence. */
export interface ExpectedScenario {
  /** As evidence carries it. */
  readonly key: string;
  readonly title: string;
  /** Number of generators that carry it. */
  readonly generators: number;
  readonly location?: SpecLocation;
}

/**
 * Judges one scenario from its evidence, with the same analysis that its generators used while they ran.
 * @param shard the only shard whose own records are here; default: all shards' are
 */
export function collectScenario(
  expected: ExpectedScenario,
  evidence: ScenarioEvidence | undefined,
  shard?: Shard,
): ScenarioModel {
  const { key, title, generators, location } = expected;
  const place = location && { location };
  const [start] = evidence?.starts ?? [];
  if (!evidence || !start) {
    const reasons = [`No generator of this scenario left evidence that it began; expected ${generators}.`];
    const nothing = { resolved: null, capacity: null, sizing: null, steps: [], comparison: null };
    return { key, title, ...place, topology: '', verdict: 'inconclusive', reasons, ...nothing };
  }
  const { resolved, machine } = start;
  const planned = plan(resolved);
  const { readable, unreadable, steps } = judgedSteps(evidence, (record, before) => {
    const figures = unpackFigures(record.gathered);
    const step = plannedStep(planned, resolved, record, before);
    const rate = resolved.capacity?.joinRates?.[record.gathered.step - 1];
    const judgement = judgeStep(figures, resolved, {
      generators,
      sharedWithServer: machine.sharedWithServer,
      ...(step && { plannedExpectedStreams: step.expectedStreams, joins: joinsIn(step) }),
    });
    const { attempt, repetition } = record;
    const judged = { figures, attempt, ...(repetition !== undefined && { repetition }), judgement };
    return stepModel(record, figures.values, curveStep(judged, step, rate));
  });
  const platformDied = evidence.ends.some(({ blame }) => blame === 'platform');
  const { verdict, reasons, capacity, sizing } = wholeVerdict(
    resolved,
    steps,
    [...unreadable, ...evidenceProblems(readable, { generators, shard }, planned, resolved.capacity?.search)],
    evidence.comparison,
  );
  return {
    key,
    title: resolved.title,
    ...place,
    topology: topologyText(resolved.topology),
    verdict: platformDied ? 'failed' : verdict,
    reasons,
    resolved,
    capacity,
    sizing,
    steps,
    comparison: evidence.comparison,
  };
}

/** Judges each step of which the figures can be read; one by one, because all at once may be more than memory holds. */
function judgedSteps(
  evidence: ScenarioEvidence,
  judge: (record: StepRecord, before: StepRecord | undefined) => StepModel,
): { readable: ScenarioEvidence; unreadable: string[]; steps: StepModel[] } {
  const unreadable: string[] = [];
  const steps: StepModel[] = [];
  const read = evidence.steps.filter(({ record }, i) => {
    try {
      steps.push(judge(record, evidence.steps[i - 1]?.record));
      return true;
    } catch (thrown) {
      if (!(thrown instanceof LoadError && thrown.code === 'EVIDENCE_INVALID')) throw thrown;
      unreadable.push(thrown.message);
      return false;
    }
  });
  return { readable: { ...evidence, steps: read }, unreadable, steps };
}

/** Metrics that one kind of participant alone measured, with that kind. */
function measuredByOne(values: MetricValues): NonNullable<StepModel['only']> {
  const entries = Object.entries(values).flatMap(([metric, byKind]) => {
    const [kind, other] = participantKinds.filter((of) => (byKind[of] ?? []).length > 0);
    return kind && !other ? [[metric, kind] as const] : [];
  });
  return Object.fromEntries(entries);
}

/** A figure that is not a number was not measured: it stands in no report, as JSON cannot hold it. */
const measuredOnly = (metrics: StepModel['metrics']): StepModel['metrics'] =>
  Object.fromEntries(
    Object.entries(metrics).filter(([, { unit, ...values }]) => Object.values(values).every(Number.isFinite)),
  );

/** The step as it was planned, which in a search depends on what was held before; undefined for one that the plan does not have. */
function plannedStep(
  planned: Plan,
  resolved: ResolvedScenario,
  { gathered: { step }, repetition }: StepRecord,
  before: StepRecord | undefined,
): PlannedStep | undefined {
  const has = (index: number) => planned.steps[index - 1] !== undefined;
  if (!has(step)) return undefined;
  const held = before && before.repetition === repetition && has(before.gathered.step) ? before.gathered.step : 0;
  return stepTo(planned, resolved, held, step);
}

function stepModel({ gathered }: StepRecord, values: MetricValues, step: ReturnType<typeof curveStep>): StepModel {
  const { missingCount, badCount, joinFailureCount, holdStartedAt, holdSeconds, streams, timeline } = gathered;
  return {
    ...step,
    metrics: measuredOnly(step.metrics),
    ...(step.windows && {
      windows: Object.fromEntries(Object.entries(step.windows).map(([key, metrics]) => [key, measuredOnly(metrics)])),
    }),
    health: roundFigures(step.health),
    ...(step.platform && { platform: roundFigures(step.platform) }),
    missingCount,
    badCount,
    joinFailureCount,
    holdStartedAt,
    holdSeconds,
    ...(streams !== undefined && { streams }),
    ...(timeline && { timeline }),
    only: measuredByOne(values),
  };
}
