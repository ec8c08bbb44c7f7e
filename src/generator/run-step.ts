import { judgeStep, mergeFigures, unhealthyBecause } from '../analysis/index.js';
import type { PlannedStep } from '../model/plan.js';
import type { Progress } from '../model/progress.js';
import type { EpochMs } from '../model/units.js';
import type { JudgedStep } from '../model/verdict.js';
import {
  dealing,
  impairmentsInForce,
  joinsIn,
  participantKey,
  rampSeconds,
  settleSecondsBefore,
} from '../scenario/index.js';
import { now, orAborted, sleepUntil } from './clock.js';
import { clockCorrection } from './clock-correction.js';
import { CommonTime } from './common-time.js';
import type { Crowd } from './crowd.js';
import { withEvidence } from './fault-evidence.js';
import type { GeneratorOptions } from './generator-options.js';
import type { HealthMonitor } from './health/health-monitor.js';
import type { Impairments } from './impairments.js';
import { judgedTime } from './judged-time.js';
import { joinLeadMs } from './moves-at-once.js';
import { onCommonClock } from './on-common-clock.js';
import type { Pace } from './pace.js';
import { beginPlatformFigures, platformFigures } from './platform-figures.js';
import type { Roster } from './roster.js';
import { hasSettled } from './settle.js';
import { stepFigures } from './step-figures.js';

/** Samples of the hold's last second may come this much later. */
const lateSamplesMs = 1_500;
const settleLookMs = 250;

/** One generator's run of one scenario. */
export interface Run {
  readonly options: GeneratorOptions;
  readonly crowd: Crowd;
  readonly impairments: Impairments;
  readonly roster: Roster;
  /** This generator's share of a step of the whole scenario. */
  readonly shareOf: (step: PlannedStep) => PlannedStep;
  readonly health: HealthMonitor;
  /** Aborted when the run cannot go on. */
  readonly signal: AbortSignal;
  /** Of the holds that have ended. */
  readonly verdicts: NonNullable<Progress['verdicts']>[number][];
  readonly pace: Pace;
  /** `share`: of the step that is under way. */
  position: { step: number; share?: PlannedStep };
}

/**
 * Ramp, settle, hold, gather: after it every generator holds the same figures and the same verdict.
 * @param step of the whole scenario; it may lead from the level that is held to any other
 * @param attempt how often this level has been held, with this time
 */
export async function runStep(run: Run, step: PlannedStep, attempt: number): Promise<JudgedStep> {
  const { options, roster, signal } = run;
  const { scenario, rendezvous, plan } = options;
  const share = run.shareOf(step);
  const name = `step ${step.index}${attempt > 1 ? `, attempt ${attempt}` : ''}`;
  const agree = (key: string, waitMs = options.waits.stepMs) =>
    orAborted(CommonTime.gather(options, `${name}: ${key}`, waitMs), signal);
  const pauseSeconds = settleSecondsBefore(step, plan.steps[step.index - 2], scenario.load);
  run.position = { step: step.index, share };
  run.pace.begin(step, attempt, pauseSeconds);

  run.pace.enter('joining');
  const begin = await agree('begin');
  roster.expect(step);
  run.health.begin();
  run.crowd.beginStep();
  const startsAt = begin.after(joinLeadMs);
  roster.conversation.begin(step.index, startsAt);
  const startedAt = await ramp(run, share, startsAt);

  run.pace.enter('settling');
  const rampMs = rampSeconds(step) * 1000 + 2 * scenario.joinTimeoutSeconds * 1000;
  await settle(run);
  const whileJoining = run.health.take();
  run.crowd.settleCauses(unhealthyBecause(whileJoining, options).length > 0);
  const settled = await agree('settled', options.waits.stepMs + rampMs + scenario.load.settleLimitSeconds * 1000);
  await sleepUntil(settled.after(pauseSeconds * 1000), signal);

  run.pace.enter('holding');
  const window = await hold(run, step, share);

  run.pace.enter('gathering');
  const platform = await platformFigures(options, (window.to - window.from) / 1000);
  const health = run.health.take();
  await sleepUntil(window.to + lateSamplesMs, signal);
  roster.collect();
  const held = await agree('held', options.waits.stepMs + (step.during ? 2 * scenario.joinTimeoutSeconds * 1000 : 0));
  const carrierOf = dealing(plan, options.generators);
  const judged = stepFigures({
    scenario,
    generator: options.generator,
    share,
    roster,
    window,
    judged: judgedTime(scenario, step.index, window.from),
    impairments: impairmentsInForce(scenario, plan, step.index, whoWasHere(roster)),
    health: { ...health, whileJoining, sharedWithServer: options.sharedWithServer },
    platform,
    sessionName: options.sessionName,
    correctionOf: ({ session, from }) => clockCorrection(settled, held, carrierOf(session, from), options.generator),
    clock: held.own,
    startedAt: begin.common(startedAt),
  });
  const explained = await orAborted(withEvidence(judged, roster, window), signal);
  const figures = onCommonClock(explained, held.own.offsetMs);
  const merged = mergeFigures(
    await orAborted(rendezvous.gather(`${name}: figures`, figures, options.waits.stepMs), signal),
  );
  const judgement = judgeStep(merged, scenario, {
    generators: options.generators,
    sharedWithServer: options.sharedWithServer,
    plannedExpectedStreams: step.expectedStreams,
    joins: joinsIn(step),
  });
  const result = { attempt, figures: merged, judgement };
  run.pace.held(result);
  return result;
}

/**
 * Everyone leaves and joins who is due, beginning at an instant that all generators share. Returns when that really was. Whoever has
 * begun is waited for even after an abort.
 */
async function ramp(
  { crowd, signal }: Run,
  { joins, leaves }: Pick<PlannedStep, 'joins' | 'leaves'>,
  at: EpochMs,
): Promise<EpochMs> {
  const moved = await Promise.allSettled([
    sleepUntil(at, signal).then(now),
    crowd.leave(leaves, at, signal),
    crowd.join(joins, at, signal),
  ]);
  for (const result of moved) if (result.status === 'rejected') throw result.reason;
  return moved[0].status === 'fulfilled' ? moved[0].value : at;
}

/** Waits until all is flowing steadily, or the limit; then the step is judged as it is. */
async function settle({ roster, signal, options }: Run): Promise<void> {
  const limit = now() + options.scenario.load.settleLimitSeconds * 1000;
  while (now() < limit && !hasSettled(roster, now())) await sleepUntil(now() + settleLookMs, signal);
}

/** Holds the load, lets come and go who is due meanwhile, and returns the judged time. */
async function hold(
  run: Run,
  { index, holdSeconds }: PlannedStep,
  { during }: PlannedStep,
): Promise<{ from: number; to: number }> {
  const { roster, health, options, crowd, impairments, signal } = run;
  const from = now();
  roster.beginHold(from);
  health.begin();
  // The first call sets the point from which the platform's figures count.
  const impaired = impairments.apply(() => crowd.members, index, from, signal);
  const moved = during ? ramp(run, during, from) : undefined;
  const settled = await Promise.allSettled([beginPlatformFigures(options), impaired, moved]);
  for (const result of settled) if (result.status === 'rejected') throw result.reason;
  await sleepUntil(from + holdSeconds * 1000, signal);
  return { from, to: from + holdSeconds * 1000 };
}

const whoWasHere = ({ everyone }: Roster): Set<string> =>
  new Set(everyone.map(({ planned: { session, role } }) => participantKey(session, role.index)));
