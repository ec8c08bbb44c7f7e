import { now } from '../../../src/generator/clock.js';
import { Conversation } from '../../../src/generator/conversation.js';
import { Crowd } from '../../../src/generator/crowd.js';
import { HealthMonitor } from '../../../src/generator/health/health-monitor.js';
import { Impairments } from '../../../src/generator/impairments.js';
import { Pace } from '../../../src/generator/pace.js';
import { Roster } from '../../../src/generator/roster.js';
import { type Run, runStep } from '../../../src/generator/run-step.js';
import { Ticker } from '../../../src/generator/ticker.js';
import { defaultWaits } from '../../../src/model/gather.js';
import type { PlannedStep } from '../../../src/model/plan.js';
import type { ResolvedScenario } from '../../../src/model/scenario.js';
import type { JudgedStep } from '../../../src/model/verdict.js';
import { createNativeFactory } from '../../../src/participants/native/index.js';
import type { Platform } from '../../../src/platforms/platform.js';
import { plan } from '../../../src/scenario/index.js';
import { meetingOfOne } from '../../rendezvous/meeting-of-one.js';

/** A step to take, and what to look at after it. */
export interface WalkedStep {
  readonly step: PlannedStep;
  readonly attempt?: number;
  readonly after: (judged: JudgedStep) => Promise<void> | void;
}

/** Takes a lone generator through steps in any order. Everyone has left when it returns. */
export async function walk(scenario: ResolvedScenario, platform: Platform, steps: readonly WalkedStep[]) {
  const factory = createNativeFactory();
  const whole = plan(scenario);
  const stop = new AbortController();
  const options = {
    scenario,
    scenarioKey: 'walk',
    plan: whole,
    generator: 1,
    generators: 1,
    platform,
    factories: async () => factory,
    sessionName: (session: number) => `walk-${session}`,
    rendezvous: meetingOfOne,
    sharedWithServer: true,
    onStep: async () => {},
    waits: defaultWaits,
  };
  const conversation = new Conversation(scenario, whole);
  const crowd = new Crowd({ ...options, networkOf: () => undefined });
  const roster = new Roster(crowd, conversation, () => true);
  const run: Run = {
    options,
    crowd,
    impairments: new Impairments(new Map()),
    roster,
    shareOf: (step) => step,
    health: new HealthMonitor(),
    signal: stop.signal,
    verdicts: [],
    pace: new Pace(whole, scenario),
    position: { step: 1 },
  };
  const ticker = new Ticker(
    () => {
      roster.collect();
      conversation.direct(crowd.members, now());
    },
    (error) => stop.abort(error),
  );
  ticker.start();
  try {
    for (const { step, attempt = 1, after } of steps) await after(await runStep(run, step, attempt));
  } finally {
    ticker.stop();
    run.health.end();
    await crowd.disperse();
    await factory.close();
  }
}
