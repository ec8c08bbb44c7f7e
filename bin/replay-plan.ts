import { plainText } from '../reporters/format/plain-text.js';
import { counted } from '../reporters/format/words.js';
import type { VerdictFile } from '../reporters/json/verdict-schema.js';
import { LoadError } from '../src/model/errors.js';
import type { ResolvedScenario } from '../src/model/scenario.js';
import { deploymentOrigin } from '../src/platforms/deployment-url.js';
import { readResolvedScenario } from '../src/scenario/index.js';
import { resolveServerOptions, type ServerOptionsInput } from '../src/server/server-options.js';

/** What is to be run again. */
export interface Replay {
  readonly scenarios: readonly ResolvedScenario[];
  readonly generators: number;
  /** Options of the embedded server; undefined: OPENVIDU_URL. */
  readonly embeddedServer?: Pick<ServerOptionsInput, 'mediaServer' | 'faults'>;
  readonly headline: string;
}

const mostGenerators = 64;

/**
 * What repeats a recorded run. Nothing in its file is trusted.
 * @throws LoadError with one sentence if it cannot be repeated
 */
export function replayOf(
  { run, scenarios }: VerdictFile,
  { file, scenario: title }: { readonly file: string; readonly scenario?: string },
  environment: Readonly<Record<string, string | undefined>>,
): Replay {
  const where = plainText(file);
  const wanted = title === undefined ? scenarios : scenarios.filter((of) => of.title === title);
  if (wanted.length === 0)
    throw cannot(
      `${where} holds no scenario ${title === undefined ? '' : `"${plainText(title)}", only ${titlesOf(scenarios)}`}`,
    );
  const resolved = wanted.map(({ title: of, resolved: recorded }) => readScenario(recorded, plainText(of, 80), where));
  const twin = resolved.find((of, i) => resolved.findIndex((other) => other.title === of.title) !== i);
  if (twin)
    throw cannot(`${where} holds several scenarios "${plainText(twin.title, 80)}", which tests in one file cannot`);
  if (run.generators < 1 || run.generators > mostGenerators)
    throw cannot(`${where} says ${run.generators} generators; expected 1 to ${mostGenerators}`);
  const server = embeddedServerOf(run, where, environment);
  // Scheme, host and port only: an address may carry what nobody shall read. Both editions' addresses are ones of OpenVidu 3.
  const against = server ? 'the embedded server' : deploymentOrigin(environment.OPENVIDU_URL ?? '', 'openvidu3');
  const machines = run.shards > 1 ? `, all on this machine (recorded on ${run.shards} shards)` : '';
  return {
    scenarios: resolved,
    generators: run.generators,
    ...(server && { embeddedServer: server }),
    headline: `Repeats ${counted(resolved.length, 'scenario')} of run ${plainText(run.id, 60)} with ${counted(run.generators, 'generator')}${machines} against ${against}.`,
  };
}

function readScenario(recorded: unknown, title: string, where: string): ResolvedScenario {
  if (recorded === null)
    throw cannot(`the scenario "${title}" in ${where} never started, so that nothing is recorded of it`);
  const scenario = readResolvedScenario(recorded, `"${title}" in ${where}`);
  if (scenario.participants.app)
    throw cannot(
      `the scenario "${title}" runs an app of its own, whose functions stand in no verdict.json; run its spec`,
    );
  return scenario;
}

function embeddedServerOf(
  { platform, embeddedServer }: VerdictFile['run'],
  where: string,
  environment: Readonly<Record<string, string | undefined>>,
): Replay['embeddedServer'] {
  if (!embeddedServer) {
    if (environment.OPENVIDU_URL) return undefined;
    const recorded = platform ? ` was run against ${plainText(platform.url, 120)}` : ' names no platform';
    throw new LoadError('INVALID_CONFIG', `${where}${recorded}; set OPENVIDU_URL to the deployment to run it against.`);
  }
  const { mediaServer, faults } = resolveServerOptions(embeddedServer as ServerOptionsInput);
  return { mediaServer, faults };
}

const titlesOf = (scenarios: VerdictFile['scenarios']): string =>
  scenarios.map(({ title }) => `"${plainText(title, 80)}"`).join(', ') || 'none';

const cannot = (why: string): LoadError =>
  new LoadError('INVALID_SCENARIO', `The run cannot be repeated: ${why.trim()}.`);
