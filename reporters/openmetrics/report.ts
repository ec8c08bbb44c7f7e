import type { RunModel, ScenarioModel } from '../collect/run-model.js';
import { uniqueTitles } from '../format/unique-titles.js';
import { exposition, type Labels } from './exposition.js';
import { Families } from './families.js';
import { ownName } from './names.js';
import { addStep } from './step-families.js';

/**
 * The run as OpenMetrics text: verdicts, capacities, and of every step each figure with the labels `scenario`, `step`, `attempt` and
 * `repetition`, metrics also with `aggregate`, `kind` (of participant) and `window`. Values are those of `verdict.json`, in the same units.
 */
export function openMetricsReport(model: RunModel): string {
  const { run, scenarios } = model;
  const families = new Families();
  families.add(ownName('run'), 'The run, its id and version as labels', runLabels(run), 1);
  families.add(ownName('runDurationSeconds'), 'Duration of the run', {}, run.durationSeconds);
  families.addVerdict(ownName('verdict'), {}, model.verdict);
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

function addScenario(families: Families, { verdict, capacity, steps }: ScenarioModel, labels: Labels): void {
  families.addVerdict(ownName('scenarioVerdict'), labels, verdict);
  for (const [name, value] of Object.entries(capacity ?? {})) {
    if (name.endsWith('Step') || (typeof value !== 'number' && typeof value !== 'boolean')) continue;
    families.add(ownName(`capacity.${name}`), 'What was found as the capacity', labels, Number(value));
  }
  for (const step of steps) addStep(families, step, labels);
}
