import { setTimeout as delay } from 'node:timers/promises';
import { startRedis } from '../../rendezvous/redis-server.js';
import { startDeployment } from '../deployment.js';
import type { InlineResult } from '../run-inline.js';
import { MeetingWatch } from './meeting-watch.js';
import { ShardedRun } from './sharded-run.js';

export const victims = ['generator', 'shard', 'Redis'] as const;
export type Victim = (typeof victims)[number];
export const moments = ['start', 'ramp', 'hold', 'gather', 'teardown'] as const;
export type Moment = (typeof moments)[number];

/** What became of a run in which something was killed. */
export interface KillOutcome {
  /** From the kill to the end of the last surviving shard. */
  readonly seconds: number;
  readonly survivors: readonly {
    readonly shard: number;
    readonly exitCode: number | null;
    readonly verdict: string;
    /** Sentences that say why. */
    readonly reasons: readonly string[];
    /** Steps in its report. */
    readonly steps: number;
    readonly output: string;
  }[];
  readonly sessionsLeft: readonly string[];
}

const shards = 3;
/** The generator that is killed, and its shard. */
const killed = 2;
const settleSeconds = 1;
const holdSeconds = 10;
/** Samples of a hold are taken in for so long after it. */
const lateSeconds = 1.5;
const specOf = (step: number) => `
  loadTest('rooms of 2', {
    topology: nToN(2),
    load: staircase({
      sessions: { from: 3, to: ${3 * step}, step: 3 },
      hold: '${holdSeconds}s', settle: '${settleSeconds}s', settleLimit: '5s', joinsPerSecond: 20,
    }),
    media: { video: '180p' },
  });
`;

/**
 * Kills with SIGKILL in a step, which is the last one, and waits for the rest to end.
 * @throws Error if the moment was missed
 */
export async function killRun(victim: Victim, moment: Moment, step: number): Promise<KillOutcome> {
  const [deployment, redis] = [await startDeployment(), await startRedis()];
  const run = new ShardedRun(`killed-${victim}-${moment}`, {
    shards,
    deployment,
    rendezvousUrl: redis.address.url,
    spec: specOf(step),
    waits: 'silenceSeconds: 4, stepWaitSeconds: 10',
  });
  const watch = new MeetingWatch(redis, run.runId);
  const kill = () => {
    if (victim === 'Redis') process.kill(redis.pid, 'SIGKILL');
    else if (victim === 'shard') process.kill(-run.shards.get(killed)!.process.pid!, 'SIGKILL');
    else for (const pid of run.workers(killed)) process.kill(pid, 'SIGKILL');
  };
  try {
    // The third comes to a run that was ended at its start already.
    const first = moment === 'start' ? [1, 2] : [1, 2, 3];
    const ended = Promise.race(first.map((shard) => run.start(shard).ended));
    await reach({ moment, victim, step, run, watch, ended, server: deployment.server.pid });
    kill();
    process.kill(deployment.server.pid, 'SIGCONT');
    const from = performance.now();
    if (moment === 'start') run.start(3);
    const survivors = [...run.shards].filter(([shard]) => victim !== 'shard' || shard !== killed);
    const results = await Promise.all(survivors.map(async ([shard, { ended: end }]) => ({ shard, result: await end })));
    return {
      seconds: (performance.now() - from) / 1000,
      survivors: results.map(({ shard, result }) => survivor(run, shard, result)),
      sessionsLeft: await deployment.sessions(),
    };
  } finally {
    watch.close();
    run.end();
    await redis.close();
    await deployment.server.close();
  }
}

interface Approach {
  readonly moment: Moment;
  readonly victim: Victim;
  readonly step: number;
  readonly run: ShardedRun;
  readonly watch: MeetingWatch;
  readonly ended: Promise<unknown>;
  /** Process id of the deployment. */
  readonly server: number;
}

/** Waits for the moment of the step. */
async function reach({ moment, victim, step, run, watch, ended, server }: Approach): Promise<void> {
  const gather = (key: string) => `gather:step ${step}: ${key}` as const;
  if (moment === 'start') return watch.until('members', 2, ended);
  if (moment === 'ramp') return watch.until(gather('begin'), shards, ended);
  await watch.until(gather('settled'), shards, ended);
  await delay((settleSeconds + holdSeconds / 2) * 1000);
  if (moment === 'hold') return;
  await delay((holdSeconds / 2 + lateSeconds / 2) * 1000);
  if (moment === 'gather') {
    // Stalled at the end of the hold, the victim cannot hand in what the others wait for.
    if (victim !== 'Redis') for (const pid of run.workers(killed)) process.kill(pid, 'SIGSTOP');
    return watch.until(gather('held'), victim === 'Redis' ? 1 : shards - 1, ended);
  }
  // Whoever leaves waits for a server that is stalled: all have finished the step, and none gets to the end of the run.
  process.kill(server, 'SIGSTOP');
  await watch.untilTaken(gather('figures'), shards, ended);
  if ((await watch.here('gather:end')).length > 0) throw new Error('a generator came to the end before the kill');
}

function survivor(
  run: ShardedRun,
  shard: number,
  { exitCode, output }: InlineResult,
): KillOutcome['survivors'][number] {
  try {
    const { verdict, problems, scenarios } = run.verdict(shard);
    const [scenario] = scenarios;
    const reasons = [...problems, ...(scenario?.reasons ?? [])];
    return { shard, exitCode, verdict, reasons, steps: scenario?.steps.length ?? 0, output };
  } catch {
    // A shard that comes when Redis is gone is refused before it begins: it has no report.
    return { shard, exitCode, verdict: 'none', reasons: [output], steps: 0, output };
  }
}

/** What is wrong with an outcome; empty if nothing is. */
export function complaints(
  victim: Victim,
  moment: Moment,
  step: number,
  { seconds, survivors, sessionsLeft }: KillOutcome,
): string[] {
  const named = victim === 'Redis' ? /The Redis at 127\.0\.0\.1:\d+, where the generators/ : /Generator 2 of 3/;
  const finished = { start: 0, ramp: step - 1, hold: step - 1, gather: step - 1, teardown: step }[moment];
  // A generator that dies as it takes the figures may not have handed them to its own shard yet; the others have.
  const atHand = victim === 'generator' ? Math.min(finished, step - 1) : finished;
  return [
    ...(seconds <= 30 ? [] : [`it took ${seconds.toFixed(1)} s`]),
    ...(sessionsLeft.length === 0 ? [] : [`sessions left: ${sessionsLeft.join(', ')}`]),
    ...survivors.flatMap(({ shard, exitCode, verdict, reasons, steps }) => {
      const refused = victim === 'Redis' && moment === 'start' && shard === 3;
      return [
        ...(exitCode === 1 ? [] : [`shard ${shard} ended with exit code ${exitCode}`]),
        ...(verdict === 'inconclusive' || refused ? [] : [`shard ${shard} says ${verdict}`]),
        ...(reasons.some((reason) => named.test(reason))
          ? []
          : [`shard ${shard} does not name it: ${reasons.join(' ')}`]),
        ...(steps >= (shard === killed ? atHand : finished)
          ? []
          : [`shard ${shard} kept ${steps} of ${finished} finished steps`]),
      ];
    }),
  ];
}
