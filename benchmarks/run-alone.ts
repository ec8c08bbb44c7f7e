import { randomBytes } from 'node:crypto';
import { runGenerator } from '../src/generator/index.js';
import { defaultWaits } from '../src/model/gather.js';
import type { ResolvedScenario } from '../src/model/scenario.js';
import type { JudgedStep } from '../src/model/verdict.js';
import { createNativeFactory } from '../src/participants/native/index.js';
import { createPlatform } from '../src/platforms/create-platform.js';
import { plan, sessionName } from '../src/scenario/index.js';
import { meetingOfOne } from '../tests/rendezvous/meeting-of-one.js';

/** One generator carries a whole scenario of native participants on an embedded server of this machine. Returns its judged steps. */
export async function runAlone(
  scenario: ResolvedScenario,
  { url, secret }: { readonly url: string; readonly secret: string },
  name: string,
  onStep: () => void = () => {},
): Promise<JudgedStep[]> {
  const runId = randomBytes(4).toString('hex');
  const steps: JudgedStep[] = [];
  const factory = createNativeFactory();
  await runGenerator({
    scenario,
    scenarioKey: name,
    plan: plan(scenario),
    generator: 1,
    generators: 1,
    platform: createPlatform({ url, ignoreHTTPSErrors: false, timeoutMs: 10_000 }, { edition: 'openvidu2', secret }),
    factories: async () => factory,
    sessionName: (session) => sessionName(runId, name, session),
    rendezvous: meetingOfOne,
    sharedWithServer: true,
    onStep: async (step) => {
      onStep();
      steps.push(step);
    },
    waits: defaultWaits,
  });
  await factory.close();
  return steps;
}
