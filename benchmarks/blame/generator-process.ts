import { scenarioVerdictOf } from '../../src/analysis/index.js';
import { messageOf } from '../../src/model/errors.js';
import { constant, nToN, resolveScenario, thresholds } from '../../src/scenario/index.js';
import { runAlone } from '../run-alone.js';
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
  const steps = await runAlone(scenario, { url, secret }, 'blame');
  const { verdict, reasons } = scenarioVerdictOf(scenario, steps);
  const { health: [health] = [], missing = [], bad = [] } = steps.at(-1)?.figures ?? {};
  const faults = [...missing, ...bad].map(({ from, to, kind, fault }) => `${from} → ${to} ${kind}: ${fault}`);
  return { verdict, reasons, faults, ...(health && { offeredLoad: health.offeredLoad, health }) };
}

function tell(message: FromGenerator): void {
  process.send?.(message);
}
