import { scenarioVerdictOf, unhealthyBecause } from '../../src/analysis/index.js';
import { messageOf } from '../../src/model/errors.js';
import type { GeneratorHealth } from '../../src/model/figures.js';
import type { Verdict } from '../../src/model/verdict.js';
import { constant, nToM, nToN, resolveScenario, thresholds } from '../../src/scenario/index.js';
import { runAlone } from '../run-alone.js';
import type { CrowdTask } from './shows.js';

/** What one generator made of a show. */
export interface CrowdOutcome {
  readonly verdict: Verdict | 'error';
  readonly reasons: readonly string[];
  readonly participants: number;
  readonly expectedStreams: number;
  readonly flowingStreams: number;
  readonly joinFailures: number;
  readonly offeredLoad: number;
  readonly health: GeneratorHealth;
  /** Why the generator was not healthy, while joining and in the hold; empty: it was. */
  readonly unhealthy: readonly string[];
  /** Cores that the process used, on average from the first join to the end of the hold. */
  readonly cores: number;
}

process.once('disconnect', () => process.exit());
process.once('message', async (task: CrowdTask) => {
  process.send?.(await run(task).catch((thrown: unknown) => ({ verdict: 'error', reasons: [messageOf(thrown)] })));
});

async function run(task: CrowdTask): Promise<CrowdOutcome> {
  const { publishers, viewers, rooms, joinsPerSecond, holdSeconds } = task;
  const scenario = resolveScenario(task.name, {
    topology: viewers === undefined ? nToN(publishers) : nToM(publishers, viewers),
    load: constant({ sessions: rooms, hold: `${holdSeconds}s`, settle: '2s', settleLimit: '30s', joinsPerSecond }),
    media: { video: task.video },
    thresholds: thresholds({ 'video.framesPerSecond': ['p5 >= 28'], 'video.residualLoss': ['p95 < 0.01'] }),
  });
  const [cpuBefore, startedAt] = [process.cpuUsage(), performance.now()];
  let cores = 0;
  const steps = await runAlone(scenario, task, 'crowd', () => {
    const { user, system } = process.cpuUsage(cpuBefore);
    cores = (user + system) / 1000 / (performance.now() - startedAt);
  });
  const { verdict, reasons } = scenarioVerdictOf(scenario, steps);
  const { figures } = steps.at(-1)!;
  const [health] = figures.health;
  return {
    verdict,
    reasons,
    participants: figures.participants,
    expectedStreams: figures.expectedStreams,
    flowingStreams: figures.flowingStreams,
    joinFailures: figures.joinFailureCount,
    offeredLoad: health!.offeredLoad,
    health: health!,
    unhealthy: [health!, health!.whileJoining ?? {}].flatMap((of) => unhealthyBecause(of, { sharedWithServer: true })),
    cores,
  };
}
