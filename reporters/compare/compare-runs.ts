import { levelsOf, pointsOf } from '../../src/charts/points.js';
import { thresholdMetric } from '../../src/charts/threshold-metric.js';
import type { Aggregate } from '../../src/model/scenario.js';
import type { Verdict } from '../../src/model/verdict.js';
import type { ScenarioModel } from '../collect/run-model.js';
import { type Answer, answerOf } from '../format/answer.js';
import { plainText } from '../format/plain-text.js';
import { scenariosOfVerdict } from '../json/scenarios-of-verdict.js';
import type { VerdictFile } from '../json/verdict-schema.js';
import { runDifferences, scenarioDifferences } from './differences.js';

/** A run to compare, under the name that its reader gave it. */
export interface NamedVerdict {
  readonly name: string;
  readonly file: VerdictFile;
}

/** What one run came to in one scenario. */
export interface ScenarioOfRun {
  /** Number of the run, from 1, in the order given. */
  readonly run: number;
  readonly verdict: Verdict;
  readonly answer: Answer;
  readonly model: ScenarioModel;
}

/** One metric over the runs, at one load. */
export interface ComparedMetric {
  readonly metric: string;
  readonly aggregate: Aggregate;
  /** One per entry of {@link ScenarioComparison.runs}; undefined where it was not measured at this load. */
  readonly values: readonly (number | undefined)[];
}

export interface ScenarioComparison {
  readonly title: string;
  readonly runs: readonly ScenarioOfRun[];
  /** Media connections at which the metrics are compared: the most that most of the runs held. Null if no step was judged. */
  readonly load: number | null;
  readonly metrics: readonly ComparedMetric[];
  /** Why figures may not be compared, one sentence each. */
  readonly unlike: readonly string[];
}

export interface Comparison {
  readonly runs: readonly { readonly name: string; readonly startedAt: string | null }[];
  readonly scenarios: readonly ScenarioComparison[];
}

const mostMetrics = 6;
const usualMetrics: readonly (readonly [string, Aggregate])[] = [
  ['video.framesPerSecond', 'p5'],
  ['video.residualLoss', 'p95'],
  ['joinTime', 'p95'],
];

/** Sets runs beside each other, scenario by scenario, in the order given. */
export function compareRuns(verdicts: readonly NamedVerdict[]): Comparison {
  const titles = new Map<string, ScenarioOfRun[]>();
  verdicts.forEach(({ file }, i) => {
    const models = scenariosOfVerdict(file);
    for (const model of models) {
      const twin = models.some((other) => other !== model && other.title === model.title);
      // The file of a spec may move between runs; only where a title is there twice, the key tells which is which.
      const identity = twin ? model.key : model.title;
      const entry = { run: i + 1, verdict: model.verdict, answer: answerOf(model), model };
      titles.set(identity, [...(titles.get(identity) ?? []), entry]);
    }
  });
  return {
    runs: verdicts.map(({ name, file }) => ({ name: plainText(name, 60), startedAt: file.run.startedAt })),
    scenarios: [...titles].map(([title, runs]) => comparisonOf(title, runs, verdicts)),
  };
}

function comparisonOf(
  title: string,
  runs: readonly ScenarioOfRun[],
  verdicts: readonly NamedVerdict[],
): ScenarioComparison {
  const load = commonLoad(runs);
  return {
    title,
    runs,
    load,
    metrics: metricsOf(runs).map(([metric, aggregate]) => ({
      metric,
      aggregate,
      values: runs.map(({ model }) => valueAt(model, metric, aggregate, load)),
    })),
    unlike: unlikeOf(runs, verdicts),
  };
}

/** The load that most runs judged; among such, the highest. */
function commonLoad(runs: readonly ScenarioOfRun[]): number | null {
  const held = runs.map(({ model }) => new Set(model.steps.map(({ mediaConnections }) => mediaConnections)));
  const judgedBy = (load: number) => held.filter((loads) => loads.has(load)).length;
  const loads = [...new Set(held.flatMap((of) => [...of]))];
  return loads.sort((a, b) => judgedBy(b) - judgedBy(a) || b - a)[0] ?? null;
}

/** What thresholds judge over the whole hold; without any, what every report shows. */
function metricsOf(runs: readonly ScenarioOfRun[]): readonly (readonly [string, Aggregate])[] {
  const judged = runs
    .flatMap(({ model }) => model.resolved?.thresholds ?? [])
    .filter(({ aggregate, window }) => aggregate !== 'count' && !window)
    .map((threshold) => [thresholdMetric(threshold), threshold.aggregate] as const);
  const distinct = judged.filter(
    ([metric, aggregate], i) => judged.findIndex(([other, of]) => other === metric && of === aggregate) === i,
  );
  return distinct.length === 0 ? usualMetrics : distinct.slice(0, mostMetrics);
}

function valueAt(model: ScenarioModel, metric: string, aggregate: Aggregate, load: number | null): number | undefined {
  return levelsOf(pointsOf(model.steps, metric)).find((point) => point.load === load)?.values[aggregate];
}

function unlikeOf(runs: readonly ScenarioOfRun[], verdicts: readonly NamedVerdict[]): string[] {
  const [first, ...others] = runs;
  if (!first) return [];
  return others.flatMap(({ run, model }) => {
    const [before, now] = [verdicts[first.run - 1]!.file.run, verdicts[run - 1]!.file.run];
    const scenario =
      first.model.resolved && model.resolved ? scenarioDifferences(first.model.resolved, model.resolved) : [];
    const unknown = first.model.resolved && model.resolved ? [] : ['a scenario that cannot be read'];
    const differences = [
      ...unknown,
      ...scenario.map((part) => `another ${part} of the scenario`),
      ...runDifferences(before, now),
    ];
    return differences.length === 0 ? [] : [`Run ${run} is unlike run ${first.run}: ${differences.join('; ')}.`];
  });
}
