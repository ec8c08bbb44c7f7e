import { runFigures } from '../../src/analysis/baseline/run-figures.js';
import type { ResolvedScenario } from '../../src/model/scenario.js';
import type { JudgedStep } from '../../src/model/verdict.js';
import type { FaultSettingsInput } from '../../src/server/faults/fault-settings.js';
import { type ServerProcess, spawnServer } from '../../src/server/spawn.js';
import { runAlone } from '../run-alone.js';
import { addToBank, readBank, soundRuns } from './bank.js';
import { gateScenario } from './scenario.js';
import { type GateVariant, variants } from './variants.js';

/** Runs a scenario once on a server that does so on purpose. */
export async function runOnce(
  server: ServerProcess,
  scenario: ResolvedScenario,
  faults: FaultSettingsInput,
): Promise<JudgedStep[]> {
  await setFaults(server, faults);
  return await runAlone(scenario, server, 'gate');
}

/**
 * Records runs until the bank is full or time is up. Which variant comes next is drawn at random, so that what else the machine does
 * befalls all alike.
 * @returns runs still missing
 */
export async function record(minutes: number): Promise<number> {
  const end = Date.now() + minutes * 60_000;
  if (missingRuns().length === 0) return 0;
  const server = await spawnServer();
  try {
    // Code that runs for the first time is slow; that is no run of a deployment.
    await runOnce(server, gateScenario, {});
    for (;;) {
      const missing = missingRuns();
      if (missing.length === 0 || Date.now() > end) return missing.length;
      await recordOne(server, missing[Math.floor(Math.random() * missing.length)]!);
    }
  } finally {
    await server.close();
  }
}

async function recordOne(server: ServerProcess, { name, faults }: GateVariant): Promise<void> {
  const began = Date.now();
  const steps = await runOnce(server, gateScenario, faults);
  const about = { recordedAt: new Date(began).toISOString(), run: `${name} ${began}` };
  const { run, leftOut } = runFigures(steps, gateScenario, about, { sharedWithServer: true });
  addToBank({ variant: name, run, leftOut });
  const seconds = ((Date.now() - began) / 1000).toFixed(1);
  console.log(`${name} in ${seconds} s: ${JSON.stringify(run.steps[0]?.values ?? leftOut)}`);
}

/** One entry per run that the bank lacks. */
function missingRuns(): GateVariant[] {
  const bank = readBank();
  return variants.flatMap((variant) =>
    new Array<GateVariant>(Math.max(0, variant.runs - soundRuns(bank, variant.name).length)).fill(variant),
  );
}

async function setFaults({ url, secret }: ServerProcess, faults: FaultSettingsInput): Promise<void> {
  const response = await fetch(`${url}/openvidu/api/embedded/faults`, {
    method: 'PUT',
    headers: {
      authorization: `Basic ${Buffer.from(`OPENVIDUAPP:${secret}`).toString('base64')}`,
      'content-type': 'application/json',
    },
    body: JSON.stringify(faults),
  });
  if (!response.ok) throw new Error(`The server refused the faults with status ${response.status}.`);
}
