import { curveStep } from '../analysis/index.js';
import type { HeldStep } from '../model/progress.js';
import type { JudgedStep } from '../model/verdict.js';
import { liveFigures } from '../quality/index.js';
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
    sessions: new Set(joined.map(({ planned: { session } }) => session)).size,
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

function heldStep(judged: JudgedStep, { plan, scenario, run }: Run['options']): HeldStep {
  const { step, missingCount, badCount, joinFailureCount, holdSeconds } = judged.figures;
  const rate = scenario.capacity?.joinRates?.[step - 1];
  // The evidence names what broke; who watches is told how much.
  const { reasons, breaches, missing, bad, joinFailures, impairments, uncertainties, health, ...point } = curveStep(
    { ...judged, ...(run && run.number > 1 && { repetition: run.number }) },
    plan.steps[step - 1],
    rate,
  );
  return { ...point, missingCount, badCount, joinFailureCount, holdSeconds };
}

/** Publishers and subscriptions of those who have joined, while the step's number is not reached yet. */
function connections(members: Run['crowd']['members']): number {
  const present = new Set(members.map(({ planned }) => `${planned.session}:${planned.role.index}`));
  return members.reduce((sum, { planned: { session, role } }) => {
    const publishes = role.publishes.audio || role.publishes.video ? 1 : 0;
    return sum + publishes + role.receivesFrom.filter((from) => present.has(`${session}:${from}`)).length;
  }, 0);
}
