import { liveFigures } from '../quality/index.js';
import { now } from './clock.js';
import type { Run } from './run-step.js';

/** Tells whoever watches how this generator stands. */
export function reportProgress({ options, roster, crowd, position, pace, verdicts }: Run): void {
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
  });
}

/** Publishers and subscriptions of those who have joined, while the step's number is not reached yet. */
function connections(members: Run['crowd']['members']): number {
  const present = new Set(members.map(({ planned }) => `${planned.session}:${planned.role.index}`));
  return members.reduce((sum, { planned: { session, role } }) => {
    const publishes = role.publishes.audio || role.publishes.video ? 1 : 0;
    return sum + publishes + role.receivesFrom.filter((from) => present.has(`${session}:${from}`)).length;
  }, 0);
}
