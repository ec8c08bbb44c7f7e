import { LoadError } from '../../src/model/errors.js';
import type { ResolvedScenario } from '../../src/model/scenario.js';
import { readResolvedScenario } from '../../src/scenario/index.js';
import type { ScenarioModel, StepModel } from '../collect/run-model.js';
import type { VerdictFile } from './verdict-schema.js';

type ScenarioInFile = VerdictFile['scenarios'][number];
type FaultInFile = ScenarioInFile['steps'][number]['missing'][number];

/**
 * The scenarios of a `verdict.json` as renderers show them: the reverse of `verdictFile`. A resolved scenario that does not fit its schema
 * counts as unknown: the figures stand without it.
 */
export const scenariosOfVerdict = ({ scenarios }: VerdictFile): ScenarioModel[] =>
  scenarios.map((scenario) => ({
    ...(scenario as unknown as ScenarioModel),
    resolved: resolvedOrNull(scenario.resolved),
    steps: scenario.steps.map(stepOf),
  }));

function stepOf({ platform, ...step }: ScenarioInFile['steps'][number]): StepModel {
  const model = {
    ...step,
    holdStartedAt: Date.parse(step.holdStartedAt),
    missing: step.missing.map(faultOf),
    bad: step.bad.map(faultOf),
    ...(platform && { platform }),
  };
  return model as unknown as StepModel;
}

/** Without its seconds and events: who compares runs does not look at single streams. */
const faultOf = ({ since, last: _last, evidence: _evidence, ...fault }: FaultInFile) => ({
  ...fault,
  since: Date.parse(since),
});

function resolvedOrNull(resolved: ScenarioInFile['resolved']): ResolvedScenario | null {
  if (resolved === null) return null;
  try {
    return readResolvedScenario(resolved, '');
  } catch (thrown) {
    if (thrown instanceof LoadError) return null;
    throw thrown;
  }
}
