import type { Plan, ResolvedScenario } from '../model/scenario.js';
import type { JudgedStep } from '../model/verdict.js';

/** Fewer of the expected streams flow: the platform has collapsed, and more load tells nothing. */
const collapsedShare = 0.5;

/**
 * Whether a scenario goes on after its last judged step. A search stops at the first step that is not passed; a load test goes on to its
 * end unless the platform has collapsed.
 */
export function decide(steps: readonly JudgedStep[], plan: Plan, scenario: ResolvedScenario): 'next' | 'stop' {
  const last = steps.at(-1);
  if (!last) return 'next';
  if (last.figures.step >= plan.steps.length) return 'stop';
  if (scenario.capacity) return last.judgement.verdict === 'passed' ? 'next' : 'stop';
  const { flowingStreams, expectedStreams } = last.figures;
  return flowingStreams < expectedStreams * collapsedShare ? 'stop' : 'next';
}
