import type { ScenarioModel, StepModel } from '../collect/run-model.js';

/**
 * The steps that tell what broke, the most telling first. Of a search these are the attempts at the level where the way up ended: others
 * broke too, far above the capacity. Of a load test all steps in their order.
 */
export function tellingSteps({ steps, capacity, resolved }: ScenarioModel): readonly StepModel[] {
  if (!resolved?.capacity) return steps;
  const lastPassed = capacity?.lastPassedStep ?? 0;
  const above = steps.filter(({ index, verdict }) => index > lastPassed && verdict !== 'passed');
  const lowest = capacity?.firstFailedStep ?? Math.min(...above.map(({ index }) => index));
  return above.filter(({ index }) => index === lowest).toReversed();
}

/** The highest load that passed: of a search the one that is its answer. */
export function highestPassed({ steps, capacity, resolved }: ScenarioModel): StepModel | undefined {
  const passed = steps.filter(({ verdict }) => verdict === 'passed');
  if (resolved?.capacity) return passed.findLast(({ index }) => index === capacity?.lastPassedStep);
  return passed.toSorted((a, b) => a.mediaConnections - b.mediaConnections).at(-1);
}
