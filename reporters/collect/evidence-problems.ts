import { isDeepStrictEqual } from 'node:util';
import type { Plan } from '../../src/model/scenario.js';
import type { ScenarioEvidence } from './evidence-of-scenario.js';

/** What is missing from the evidence of a scenario, or contradicts itself: each is a reason to call it inconclusive. One sentence each. */
export function evidenceProblems(evidence: ScenarioEvidence, generators: number, plan: Plan | null): string[] {
  return [...lostGenerators(evidence, generators), ...lostSteps(evidence, plan), ...contradictions(evidence)];
}

function lostGenerators({ starts, ends, steps }: ScenarioEvidence, generators: number): string[] {
  const all = Array.from({ length: generators }, (_, i) => i + 1);
  return all.flatMap((generator) => {
    const name = `Generator ${generator} of ${generators}`;
    const end = ends.find((record) => record.generator === generator);
    if (end?.outcome === 'error') return [`${name} stopped: ${end.message ?? 'it gave no reason.'}`];
    if (end) return [];
    if (starts.some((record) => record.generator === generator))
      return [`${name} was interrupted: it began and left no last record.`];
    // Another machine's generator: its figures are in what was gathered, its own records are there.
    const gathered = steps.some(([step]) => step.gathered.generators.includes(generator));
    return gathered ? [] : [`${name} left no evidence.`];
  });
}

function lostSteps({ ends, steps }: ScenarioEvidence, plan: Plan | null): string[] {
  const complete = ends.length > 0 && ends.every(({ outcome }) => outcome === 'completed');
  const runs = new Set([1, ...steps.map(([step]) => step.repetition ?? 1)]);
  return [...runs].flatMap((run) => {
    const held = new Set(steps.filter(([step]) => (step.repetition ?? 1) === run).map(([step]) => step.gathered.step));
    const last = complete ? (plan?.steps.length ?? 0) : Math.max(0, ...held);
    const lost = Array.from({ length: last }, (_, i) => i + 1).filter((step) => !held.has(step));
    const which = run === 1 ? '' : ` of run ${run}`;
    return lost.map((step) => `Step ${step}${which} is missing from the evidence.`);
  });
}

function contradictions({ steps }: ScenarioEvidence): string[] {
  return steps.flatMap(([first, ...others]) => {
    const other = others.find(({ gathered }) => !isDeepStrictEqual(gathered, first.gathered));
    if (!other) return [];
    return [
      `Generators ${first.generator} and ${other.generator} gathered different figures for step ${first.gathered.step}; they cannot be of one run.`,
    ];
  });
}
