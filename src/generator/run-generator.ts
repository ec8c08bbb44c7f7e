import { setMaxListeners } from 'node:events';
import { decide } from '../analysis/index.js';
import type { PlannedParticipant } from '../model/plan.js';
import { printable } from '../model/printable.js';
import type { JudgedStep } from '../model/verdict.js';
import { Canary } from '../participants/native/canary.js';
import { dealing, networkPlans, share, shareOfStep, stepTo } from '../scenario/index.js';
import { now } from './clock.js';
import { Conversation } from './conversation.js';
import { Crowd } from './crowd.js';
import type { GeneratorOptions } from './generator-options.js';
import { HealthMonitor } from './health/health-monitor.js';
import { Impairments } from './impairments.js';
import { Pace } from './pace.js';
import { PlatformWatch } from './platform-watch.js';
import { reportProgress } from './progress.js';
import { Roster } from './roster.js';
import { type Run, runStep } from './run-step.js';
import { Ticker } from './ticker.js';

/**
 * Carries one generator's share of a scenario from the first step to the last, or until the search ends. Whatever happens, its
 * participants have left and its sessions are closed when this returns or throws.
 * @throws LoadError `ABORTED` when another generator stopped, `RENDEZVOUS_LOST`, `SERVER_DIED`
 */
export async function runGenerator(options: GeneratorOptions): Promise<'completed' | 'stopped'> {
  const { rendezvous, plan } = options;
  const impairments = new Impairments(networkPlans(options.scenario, plan));
  const crowd = new Crowd({ ...options, networkOf: (planned) => impairments.conditionsOf(planned) });
  const carrierOf = dealing(plan, options.generators);
  const own = share(plan, options.generator, options.generators);
  const isOwn = ({ session, role }: PlannedParticipant) => carrierOf(session, role.index) === options.generator;
  const conversation = new Conversation(options.scenario, plan);
  const roster = new Roster(crowd, conversation, isOwn);
  const stop = new AbortController();
  // Every join that waits listens to it.
  setMaxListeners(0, stop.signal);
  const fail = (error: unknown) => stop.abort(error);
  const forward = () => fail(rendezvous.aborted.reason);
  rendezvous.aborted.addEventListener('abort', forward, { once: true });
  const watch = new PlatformWatch(options.platform, roster, fail);
  // A machine that does not let it connect is judged without it.
  const canary = await Canary.start().catch(() => undefined);
  const run: Run = {
    options,
    crowd,
    impairments,
    roster,
    shareOf: (step) => shareOfStep(step, own, options.generator, carrierOf),
    health: new HealthMonitor(canary),
    signal: stop.signal,
    verdicts: [],
    pace: new Pace(plan, options.scenario, options.run),
    position: { step: 1 },
  };
  const ticker = new Ticker(() => {
    roster.collect();
    conversation.direct(crowd.members, now());
    watch.tick();
    reportProgress(run);
  }, fail);
  try {
    await rendezvous.gather('start', null, options.waits.startMs);
    ticker.start();
    const outcome = await runSteps(run);
    run.pace.enter('leaving');
    await leave(run);
    await rendezvous.gather('end', null, options.waits.stepMs + disperseLimitMs);
    return outcome;
  } finally {
    ticker.stop();
    run.health.end();
    canary?.close();
    rendezvous.aborted.removeEventListener('abort', forward);
    await crowd.disperse();
  }
}

/** Leaving and closing have limits of their own per call; this is for all of them. */
const disperseLimitMs = 30_000;

async function runSteps(run: Run): Promise<'completed' | 'stopped'> {
  const { plan, scenario, onStep } = run.options;
  const results: JudgedStep[] = [];
  let held = 0;
  for (;;) {
    const move = decide(results, plan, scenario);
    if (move.end) return move.end;
    const result = await runStep(run, stepTo(plan, scenario, held, move.step), move.attempt);
    held = move.step;
    results.push(result);
    run.verdicts.push({ step: move.step, attempt: move.attempt, verdict: result.judgement.verdict });
    reportProgress(run, result);
    await onStep(result);
  }
}

async function leave(run: Run): Promise<void> {
  const troubles = await run.crowd.disperse();
  for (const sentence of troubles)
    process.stderr.write(printable(`Not everything could be cleared away: ${sentence}\n`));
}
