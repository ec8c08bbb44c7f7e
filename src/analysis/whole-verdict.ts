import type { Comparison } from '../model/comparison.js';
import type { ResolvedScenario } from '../model/scenario.js';
import type { Capacity, CurveStep, JudgedStep, ScenarioVerdict } from '../model/verdict.js';
import { curveOf, scenarioVerdict } from './scenario-verdict.js';

/**
 * The verdict of a scenario that may have run several times, and may have been compared with a baseline. Every run counts: the scenario
 * fails if one of them does. It fails as well if it would have passed and the comparison found something worse: of an inconclusive scenario
 * no figure is sure. It is inconclusive if the baseline that it asks for could not be used, or had to be there and is not.
 * @param steps judged steps of all runs in the order in which they ran
 * @param problems what went wrong around the steps, one sentence each
 */
export function wholeVerdict(
  resolved: ResolvedScenario,
  steps: readonly CurveStep[],
  problems: readonly string[] = [],
  comparison: Comparison | null = null,
): ScenarioVerdict {
  const repeat = resolved.baseline?.repeat ?? 1;
  const runs =
    repeat > 1 ? verdictOfRuns(resolved, steps, problems, repeat) : scenarioVerdict(resolved, steps, problems);
  if (!comparison) return runs;
  const alarms = comparison.alarms.map((sentence) => `worse than the baseline: ${sentence}`);
  const nothingToUse = comparison.status === 'refused' || comparison.required === true;
  const unusable = nothingToUse && comparison.written === null ? comparison.notes.slice(0, 1) : [];
  const reasons = [...runs.reasons, ...alarms, ...unusable];
  if (runs.verdict !== 'passed') return { ...runs, reasons };
  const verdict = alarms.length > 0 ? 'failed' : unusable.length > 0 ? 'inconclusive' : 'passed';
  return { ...runs, verdict, reasons };
}

/** The same from gathered figures: lays out the curve first. */
export function wholeVerdictOf(
  resolved: ResolvedScenario,
  steps: readonly JudgedStep[],
  comparison: Comparison | null = null,
): ScenarioVerdict {
  return wholeVerdict(resolved, curveOf(resolved, steps), [], comparison);
}

const sizeOf = ({ joinsPerSecond, mediaConnections }: Capacity): number => joinsPerSecond ?? mediaConnections;

function verdictOfRuns(
  resolved: ResolvedScenario,
  steps: readonly CurveStep[],
  problems: readonly string[],
  repeat: number,
): ScenarioVerdict {
  const runs = Array.from({ length: repeat }, (_, i) => {
    const own = steps.filter(({ repetition = 1 }) => repetition === i + 1);
    return { number: i + 1, verdict: scenarioVerdict(resolved, own) };
  });
  const verdicts = new Set(runs.map(({ verdict }) => verdict.verdict));
  const found = runs
    .flatMap(({ verdict: { capacity, sizing } }) => (capacity ? { capacity, sizing } : []))
    .sort((a, b) => sizeOf(a.capacity) - sizeOf(b.capacity));
  // The middle one; of two in the middle the lower.
  const { capacity = null, sizing = null } = found[(found.length - 1) >> 1] ?? {};
  const open = verdicts.has('inconclusive') || problems.length > 0;
  return {
    title: resolved.title,
    verdict: verdicts.has('failed') ? 'failed' : open ? 'inconclusive' : 'passed',
    reasons: [
      ...problems,
      ...runs.flatMap(({ number, verdict }) =>
        verdict.reasons.map((reason) => `run ${number} of ${repeat}: ${reason}`),
      ),
    ],
    resolved,
    capacity,
    sizing,
    steps,
  };
}
