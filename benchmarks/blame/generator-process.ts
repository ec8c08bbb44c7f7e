import { randomBytes } from 'node:crypto';
import { scenarioVerdictOf } from '../../src/analysis/index.js';
import { runGenerator } from '../../src/generator/index.js';
import { messageOf } from '../../src/model/errors.js';
import { defaultWaits } from '../../src/model/gather.js';
import type { JudgedStep } from '../../src/model/verdict.js';
import { createNativeFactory } from '../../src/participants/native/index.js';
import { createPlatform } from '../../src/platforms/create-platform.js';
import { constant, nToN, plan, resolveScenario, sessionName, thresholds } from '../../src/scenario/index.js';
import { meetingOfOne } from '../meeting-of-one.js';
import type { BlameResult, BlameTask, FromGenerator } from './messages.js';

/** One generator that carries the whole scenario, in a process of its own: what starves it starves nothing else. */
process.once('disconnect', () => process.exit());
process.once('message', async (task: BlameTask) => {
  const result = await run(task).catch(
    (thrown: unknown): BlameResult => ({ verdict: 'error', reasons: [messageOf(thrown)] }),
  );
  tell({ type: 'result', ...result });
});
tell({ type: 'ready' });

async function run({ url, secret, rooms, participantsPerRoom }: BlameTask): Promise<BlameResult> {
  const scenario = resolveScenario('whose fault', {
    topology: nToN(participantsPerRoom),
    load: constant({ sessions: rooms, hold: '10s', settle: '1s', settleLimit: '5s', joinsPerSecond: 20 }),
    thresholds: thresholds({ 'video.framesPerSecond': ['p5 >= 20'] }),
  });
  const runId = randomBytes(4).toString('hex');
  const steps: JudgedStep[] = [];
  const factory = createNativeFactory();
  await runGenerator({
    scenario,
    plan: plan(scenario),
    generator: 1,
    generators: 1,
    platform: createPlatform({ url, ignoreHTTPSErrors: false, timeoutMs: 10_000 }, { edition: 'openvidu2', secret }),
    factories: async () => factory,
    sessionName: (session) => sessionName(runId, 'blame', session),
    rendezvous: meetingOfOne,
    sharedWithServer: true,
    onStep: async (step) => {
      steps.push(step);
    },
    waits: defaultWaits,
  });
  const { verdict, reasons } = scenarioVerdictOf(scenario, steps);
  const { health: [health] = [], missing = [], bad = [] } = steps.at(-1)?.figures ?? {};
  const faults = [...missing, ...bad].map(({ from, to, kind, fault }) => `${from} → ${to} ${kind}: ${fault}`);
  return { verdict, reasons, faults, ...(health && { offeredLoad: health.offeredLoad, health }) };
}

function tell(message: FromGenerator): void {
  process.send?.(message);
}
