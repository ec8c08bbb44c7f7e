import type { Plan } from '../model/plan.js';
import type { ResolvedCapacity, ResolvedScenario } from '../model/scenario.js';
import { holdSecondsOf, rampSeconds, searchRampSeconds, settleSecondsBefore } from '../scenario/index.js';
import type { JudgedHold } from './search/level-verdict.js';
import { nextMove } from './search/next-move.js';
import { standing } from './search/standing.js';

/** How a scenario stands when a step begins. */
export interface Standpoint {
  /** Holds that have ended, in their order. */
  readonly holds: readonly JudgedHold[];
  /** Number of the step that begins. */
  readonly step: number;
  /** What a step takes beyond ramp, pause and hold: joining, first pictures, a steady bitrate, the gathering of figures. */
  readonly extraSeconds: number;
  /** So often the steps will be run once more, after this time. Default 0. */
  readonly runsToCome?: number;
}

/** How far the step is. */
export interface StepTime {
  readonly sinceBeginSeconds: number;
  /** Since its hold began; absent before. */
  readonly sinceHoldSeconds?: number;
}

export interface TimeLeft {
  readonly seconds: number;
  /** A search may end sooner. */
  readonly atMost: boolean;
}

/** Of what a step takes beyond its plan, so much at most comes behind its hold. */
const gatheringSeconds = 3;
/** So many places where a search may end are tried: those between them differ by a hold at most. */
const mostKnees = 32;

/** What a step takes beyond its plan until steps have told: browsers are waited for until they send at a steady rate. */
export const expectedExtraSeconds = ({ participants }: ResolvedScenario): number =>
  participants.browser === 0 ? 4 : 14;

/**
 * Tells during a step how long the scenario goes on: for a load test what its plan says, for a search the longest way to its end if
 * every hold of a level comes to the same verdict. A hold that contradicts another makes it longer.
 */
export function countdown(
  plan: Plan,
  scenario: ResolvedScenario,
  { holds, step, extraSeconds, runsToCome = 0 }: Standpoint,
): (time: StepTime) => TimeLeft {
  const { capacity } = scenario;
  const underWay = stepSeconds(plan, scenario, holds.at(-1)?.level ?? 0, step);
  const secondsOf = (from: number, to: number) => {
    const { before, hold } = stepSeconds(plan, scenario, from, to);
    return before + hold + extraSeconds;
  };
  const search = (past: readonly JudgedHold[], next: number) =>
    capacity ? longestSearch(plan, capacity, { holds: past, next, secondsOf }) : 0;
  const stepsFrom = (first: number) =>
    plan.steps.slice(first - 1).reduce((sum, { index }) => sum + secondsOf(index - 1, index), 0);
  const after = capacity ? search(holds, step) : stepsFrom(step + 1);
  const whole = () => (capacity ? secondsOf(0, 1) + search([], 1) : stepsFrom(1));
  const ahead = after + (runsToCome > 0 ? runsToCome * whole() : 0);
  return (time) => ({
    seconds: leftOfStep(underWay, time, extraSeconds) + ahead,
    atMost: capacity !== undefined,
  });
}

interface StepSeconds {
  readonly before: number;
  readonly hold: number;
}

function stepSeconds(plan: Plan, { load, capacity }: ResolvedScenario, from: number, to: number): StepSeconds {
  const hold = holdSecondsOf(load, to);
  if (capacity) return { before: searchRampSeconds(plan, capacity, from, to) + load.settleSeconds, hold };
  const step = plan.steps[to - 1]!;
  return { before: rampSeconds(step) + settleSecondsBefore(step, plan.steps[to - 2], load), hold };
}

function leftOfStep(
  { before, hold }: StepSeconds,
  { sinceBeginSeconds, sinceHoldSeconds }: StepTime,
  extraSeconds: number,
): number {
  const behind = Math.min(extraSeconds, gatheringSeconds);
  if (sinceHoldSeconds !== undefined) return Math.max(0, hold + behind - sinceHoldSeconds);
  return Math.max(before + hold + extraSeconds - sinceBeginSeconds, hold + behind);
}

interface SearchToCome {
  readonly holds: readonly JudgedHold[];
  /** Level of the hold that is under way. */
  readonly next: number;
  readonly secondsOf: (from: number, to: number) => number;
}

/** The longest of the ways that a search may take after the hold that is under way. */
function longestSearch({ steps: { length: levels } }: Plan, { search }: ResolvedCapacity, come: SearchToCome): number {
  const { low, high } = standing(come.holds);
  const [first, last] = [low?.level ?? 0, high ? high.level - 1 : levels];
  const every = Math.max(1, Math.ceil((last - first + 1) / mostKnees));
  let longest = 0;
  for (let knee = first; knee <= last; knee += every) longest = Math.max(longest, searchSeconds(knee));
  return Math.max(longest, searchSeconds(last));

  /** The search's way if every level up to this one passes, and none above it. */
  function searchSeconds(knee: number): number {
    const hold = (level: number): JudgedHold => ({
      level,
      verdict: level <= knee ? 'passed' : 'failed',
      collapsed: false,
    });
    const holds = [...come.holds, hold(come.next)];
    let seconds = 0;
    for (;;) {
      const move = nextMove(holds, levels, search);
      if (move.end) return seconds;
      seconds += come.secondsOf(holds.at(-1)!.level, move.level);
      holds.push(hold(move.level));
    }
  }
}
