import { curveStep } from '../analysis/index.js';
import type { Plan, PlannedStep } from '../model/plan.js';
import type { HeldStep } from '../model/progress.js';
import type { JudgedStep } from '../model/verdict.js';
import { liveFigures } from '../quality/index.js';
import { roundFigures } from '../quality/round.js';
import { now } from './clock.js';
import type { Run } from './run-step.js';

/**
 * Tells whoever watches how this generator stands.
 * @param held the hold that has just been judged
 */
export function reportProgress(
  { options, roster, crowd, position, pace, health, verdicts }: Run,
  held?: JudgedStep,
): void {
  const at = now();
  const awaited = roster.awaited(at);
  const inbound = awaited.map((stream) => roster.inbound(stream));
  const joined = crowd.members;
  options.rendezvous.progress({
    key: options.scenarioKey,
    scenario: options.scenario.title,
    generator: options.generator,
    generators: options.generators,
    step: position.step,
    steps: options.plan.steps.length,
    ...pace.progress(),
    sessions: sessionsOf(joined, options.plan, position.share),
    participants: joined.length,
    mediaConnections: pace.phase === 'joining' ? connections(joined) : (position.share?.mediaConnections ?? 0),
    ...liveFigures(inbound, at),
    expectedStreams: awaited.length,
    verdicts,
    health: health.look(),
    thresholds: options.scenario.thresholds,
    ...(held && { held: heldStep(held, options) }),
  });
}

/**
 * Sessions with participants of this generator. The one that grows has some of every generator: it counts where the plan counts it, so
 * that all generators together have one.
 */
export function sessionsOf(
  joined: readonly { readonly planned: { readonly session: number } }[],
  { dealtBy }: Pick<Plan, 'dealtBy'>,
  share?: Pick<PlannedStep, 'sessions'>,
): number {
  const present = new Set(joined.map(({ planned }) => planned.session)).size;
  return dealtBy === 'session' ? present : Math.min(present, share?.sessions ?? 0);
}

/** The hold as whoever watches sees it, its figures rounded as in reports. */
export function heldStep(
  judged: JudgedStep,
  { plan, scenario, run }: Pick<Run['options'], 'plan' | 'scenario' | 'run'>,
): HeldStep {
  const { step, missingCount, badCount, joinFailureCount, holdSeconds } = judged.figures;
  const rate = scenario.capacity?.joinRates?.[step - 1];
  // The evidence names what broke; who watches is told how much.
  const { reasons, breaches, missing, bad, joinFailures, impairments, uncertainties, health, platform, ...point } =
    curveStep({ ...judged, ...(run && run.number > 1 && { repetition: run.number }) }, plan.steps[step - 1], rate);
  return {
    ...point,
    ...(platform && { platform: roundFigures(platform) }),
    missingCount,
    badCount,
    joinFailureCount,
    holdSeconds,
  };
}

/** Publishers and subscriptions of those who have joined, while the step's number is not reached yet. */
function connections(members: Run['crowd']['members']): number {
  const present = new Set(members.map(({ planned }) => `${planned.session}:${planned.role.index}`));
  return members.reduce((sum, { planned: { session, role } }) => {
    const publishes = role.publishes.audio || role.publishes.video ? 1 : 0;
    return sum + publishes + role.receivesFrom.filter((from) => present.has(`${session}:${from}`)).length;
  }, 0);
}
