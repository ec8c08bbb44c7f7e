import type { ResolvedScenario } from '../model/scenario.js';
import type { CurveStep } from '../model/verdict.js';

/** Reasons of all steps that did not pass: all of the first such step, and the worst one of the others. */
export function stepReasons(steps: readonly CurveStep[]): string[] {
  const [first, ...others] = steps.filter(({ verdict }) => verdict !== 'passed');
  if (!first) return [];
  return [
    ...first.reasons.map((reason) => `${headOf(first)}: ${reason}`),
    ...others.map((step) => `${headOf(step)}: ${step.reasons[0] ?? 'no reason given'}${moreOf(step)}`),
  ];
}

function headOf({ index, attempt, mediaConnections, joinsPerSecond, verdict }: CurveStep): string {
  const again = attempt > 1 ? `, attempt ${attempt}` : '';
  const outcome = verdict === 'failed' ? 'failed' : 'is inconclusive';
  const load =
    joinsPerSecond === undefined ? `${mediaConnections} media connections` : `${joinsPerSecond} joins per second`;
  return `step ${index} (${load}${again}) ${outcome}`;
}

function moreOf({ reasons }: CurveStep): string {
  const more = reasons.length - 1;
  return more > 0 ? ` (and ${more} more ${more === 1 ? 'reason' : 'reasons'})` : '';
}

/** Says which steps of a load test were left out, if any. */
export function notRun({ load }: ResolvedScenario, steps: readonly CurveStep[]): string[] {
  const last = steps.at(-1)?.index ?? 0;
  const total = load.levels.length;
  if (last === 0) return ['no step was judged'];
  if (last >= total) return [];
  return [last + 1 === total ? `step ${total} was not run` : `steps ${last + 1} to ${total} were not run`];
}
