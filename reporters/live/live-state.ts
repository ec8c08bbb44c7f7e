import type { Progress } from '../../src/model/progress.js';

const phases: readonly Progress['phase'][] = ['joining', 'settling', 'holding', 'gathering', 'leaving'];

/** How a scenario stands, over all of its generators. */
export type LiveState = Omit<Progress, 'generator' | 'generators' | 'quality' | 'health' | 'thresholds' | 'held'>;

/**
 * The latest messages of the generators of one scenario as one: loads and streams added up, the lowest frame rate, the highest loss, and
 * the phase of the generator that is least far, the longest time left. Undefined when there is none.
 */
export function liveState(progresses: readonly Progress[]): LiveState | undefined {
  const [first] = progresses;
  if (!first) return undefined;
  const step = Math.min(...progresses.map((progress) => progress.step));
  const behind = progresses.filter((progress) => progress.step === step);
  const sum = (count: (progress: Progress) => number) => progresses.reduce((total, of) => total + count(of), 0);
  const measured = (value: (progress: Progress) => number | undefined) =>
    progresses.map(value).filter((found) => found !== undefined);
  const [last = first, ...others] = behind;
  const slowest = others.reduce((a, b) => (phases.indexOf(b.phase) < phases.indexOf(a.phase) ? b : a), last);
  const { phase, phaseTime, attempt, run, search } = slowest;
  const left = progresses.flatMap((progress) => progress.left ?? []);
  const framesPerSecond = measured((progress) => progress.framesPerSecond);
  const loss = measured((progress) => progress.loss);
  return {
    key: first.key,
    scenario: first.scenario,
    step,
    steps: first.steps,
    phase,
    ...(attempt !== undefined && { attempt }),
    ...(run && { run }),
    ...(phaseTime && { phaseTime }),
    ...(search && { search }),
    ...(left.length > 0 && { left: left.reduce((a, b) => (b.seconds > a.seconds ? b : a)) }),
    sessions: sum((progress) => progress.sessions),
    participants: sum((progress) => progress.participants),
    mediaConnections: sum((progress) => progress.mediaConnections),
    ...(framesPerSecond.length > 0 && { framesPerSecond: Math.min(...framesPerSecond) }),
    ...(loss.length > 0 && { loss: Math.max(...loss) }),
    flowingStreams: sum((progress) => progress.flowingStreams),
    expectedStreams: sum((progress) => progress.expectedStreams),
    // Every generator comes to the same.
    verdicts: progresses.map(({ verdicts }) => verdicts ?? []).reduce((a, b) => (b.length > a.length ? b : a)),
  };
}
