import { isMetricName, metrics } from '../../src/model/metrics.js';
import type { Verdict } from '../../src/model/verdict.js';
import type { RunModel, ScenarioModel, StepModel } from '../collect/run-model.js';
import { metricFigures, nameOf, plainFigures } from '../format/step-figures.js';
import { uniqueTitles } from '../format/unique-titles.js';
import { exposition, type Family, type Labels } from './exposition.js';
import { type FamilyName, metricName, ownName, plainName } from './names.js';

const verdicts: readonly Verdict[] = ['passed', 'failed', 'inconclusive'];

/**
 * The run as OpenMetrics text: verdicts, capacities, and of every step each figure with the labels `scenario`, `step`, `attempt` and
 * `repetition`, metrics also with `aggregate`, `kind` (of participant) and `window`. Values are those of `verdict.json`, in the same units.
 */
export function openMetricsReport(model: RunModel): string {
  const { run, scenarios } = model;
  const families = new Families();
  families.add(ownName('run'), 'The run, its id and version as labels', runLabels(run), 1);
  families.add(ownName('runDurationSeconds'), 'Duration of the run', {}, run.durationSeconds);
  addVerdict(families, ownName('verdict'), {}, model.verdict);
  const titles = uniqueTitles(scenarios.map(({ title }) => title));
  scenarios.forEach((scenario, i) => {
    addScenario(families, scenario, { scenario: titles[i]! });
  });
  return exposition(families.list());
}

const runLabels = ({ id, packageVersion, platform }: RunModel['run']): Labels => ({
  id,
  version: packageVersion ?? '',
  platform: platform?.edition ?? '',
  platform_version: platform?.version ?? '',
});

/** One of three is 1. */
function addVerdict(families: Families, name: FamilyName, labels: Labels, found: Verdict): void {
  for (const verdict of verdicts)
    families.add(name, '1 for the verdict that was found, else 0', { ...labels, verdict }, verdict === found ? 1 : 0);
}

function addScenario(families: Families, { verdict, capacity, steps }: ScenarioModel, labels: Labels): void {
  addVerdict(families, ownName('scenarioVerdict'), labels, verdict);
  for (const [name, value] of Object.entries(capacity ?? {})) {
    if (name.endsWith('Step') || (typeof value !== 'number' && typeof value !== 'boolean')) continue;
    families.add(ownName(`capacity.${name}`), 'What was found as the capacity', labels, Number(value));
  }
  for (const step of steps) addStep(families, step, labels);
}

function addStep(families: Families, step: StepModel, ofScenario: Labels): void {
  const { index, attempt, repetition = 1 } = step;
  const labels = { ...ofScenario, step: index, attempt, repetition };
  addVerdict(families, ownName('stepVerdict'), labels, step.verdict);
  for (const [name, value] of plainFigures(step)) families.add(plainName(name), `${name} of a step`, labels, value);
  for (const { metric, aggregate, window = '', unit, value } of metricFigures(step)) {
    const [, kind = ''] = metric.split('@');
    const counted = aggregate === 'count';
    const family = counted ? metricName(`${nameOf(metric)}.samples`, '') : metricName(metric, unit);
    const help = counted ? `Samples of ${nameOf(metric)}` : helpOf(metric);
    families.add(
      family,
      help,
      { ...labels, ...(!counted && { aggregate }), ...(kind && { kind }), ...(window && { window }) },
      value,
    );
  }
}

function helpOf(metric: string): string {
  const name = nameOf(metric);
  return isMetricName(name) ? metrics[name].definition : name;
}

/** Families by name: all samples of one stand together, in the order in which it first appeared. */
class Families {
  readonly #families = new Map<string, Family & { samples: { labels: Labels; value: number }[] }>();

  add({ name, unit }: FamilyName, help: string, labels: Labels, value: number): void {
    const family = this.#families.get(name) ?? { name, ...(unit !== undefined && { unit }), help, samples: [] };
    family.samples.push({ labels, value });
    this.#families.set(name, family);
  }

  list(): Family[] {
    return [...this.#families.values()];
  }
}
