import { fileURLToPath } from 'node:url';
import type { PlaywrightTestConfig, ReporterDescription } from '@playwright/test';
import type { LiveOptions, ReporterOptions } from './reporters/index.js';
import { resolveAccess } from './src/model/access.js';
import { LoadError, withoutStack } from './src/model/errors.js';
import { type PlatformFiguresConfig, resolvePlatformFigures } from './src/model/platform-sources.js';
import { type RendezvousConfig, resolveRendezvous } from './src/model/rendezvous-config.js';
import { reportMistakes } from './src/model/report-options.js';
import { runEnvironment } from './src/model/run-environment.js';
import { runIdOf } from './src/model/run-id.js';
import { formatShard, onlyShard, shardOfArguments } from './src/model/shard.js';
import { show } from './src/model/show.js';
import type { ServerOptionsInput } from './src/server/server-options.js';

/** The OpenVidu deployment under test. Without `url` the embedded server is started. */
export interface OpenViduConfig {
  /** 2: Kurento or mediasoup behind a Java server; 3: LiveKit. Default: 3 with an API key, else 2. */
  edition?: 2 | 3 | undefined;
  /** `https://openvidu.example.com` or with a port. Default: `OPENVIDU_URL`. */
  url?: string | undefined;
  /** OpenVidu 2: the deployment's secret. Default: `OPENVIDU_SECRET`. Required with a url; random for the embedded server unless given. */
  secret?: string | undefined;
  /** OpenVidu 3: the deployment's API key. Default: `LIVEKIT_API_KEY`. */
  apiKey?: string | undefined;
  /** OpenVidu 3: the secret of that key. Default: `LIVEKIT_API_SECRET`. */
  apiSecret?: string | undefined;
  /** Accept certificates that no authority vouches for, for REST, signalling and browsers. Default: `false`, or `true` with `OPENVIDU_IGNORE_HTTPS_ERRORS=1`. */
  ignoreHTTPSErrors?: boolean | undefined;
  /** Options of the embedded server: `mediaServer`, `faults`, `port`. Given here, it is used even where `OPENVIDU_URL` is set. */
  embedded?: Omit<ServerOptionsInput, 'secret'> | undefined;
}

export type { PlatformFiguresConfig, PrometheusConfig } from './src/model/platform-sources.js';
export type { RendezvousConfig } from './src/model/rendezvous-config.js';

/** A Playwright configuration with the options of playwright-openvidu. */
export interface LoadConfig extends Omit<PlaywrightTestConfig, 'workers'> {
  /** Tests per scenario that share its load, spread over workers and shards. Whole number from 1 to 64. Default: 1. */
  generators?: number;
  openvidu?: OpenViduConfig;
  /**
   * Where the generators of several machines meet: the address of a Redis, or more. Default: `OPENVIDU_RENDEZVOUS`; without it, all
   * generators are on this machine.
   */
  rendezvous?: string | RendezvousConfig;
  /**
   * Id of the run, the same in all of its shards and another in every run; it ends in names of sessions. Default: `OPENVIDU_RUN_ID`, else
   * from the variables of the CI system, else random, which is enough for one machine.
   */
  runId?: string;
  /**
   * What becomes of a scenario whose verdict is inconclusive: `'fail'` fails its test and the run; `'warn'` lets its test pass with an
   * annotation, and the report still says inconclusive. Default: `'fail'`.
   */
  inconclusive?: 'fail' | 'warn';
  /**
   * Where figures of the platform's nodes come from, for the load curve and for what was exhausted at the knee. Default: what the
   * deployment itself tells, and the Prometheus of `OPENVIDU_PROMETHEUS_URL`.
   */
  platformFigures?: PlatformFiguresConfig;
  /** Where figures of the run can be read while it goes on, see docs/live.md. Default: in the terminal only. */
  live?: LiveOptions;
  /** Where the report goes. Default: `load-report`. */
  report?: Omit<ReporterOptions, 'live'>;
}

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const sibling = import.meta.url.endsWith('.ts') ? 'ts' : 'js';

/**
 * Makes a Playwright configuration that runs load tests: it starts the embedded server when no deployment is given, adds the reporter,
 * sets the number of workers and cleans up.
 * @throws LoadError `INVALID_CONFIG` with every mistake at once
 */
export function defineLoadConfig(config: LoadConfig = {}): PlaywrightTestConfig {
  const {
    generators = 1,
    openvidu = {},
    runId,
    rendezvous = {},
    inconclusive = 'fail',
    platformFigures = {},
    live = {},
    report = {},
    ...playwright
  } = config;
  const shard = shardOfArguments(process.argv) ?? playwright.shard ?? onlyShard;
  const url = openvidu.url ?? (openvidu.embedded ? undefined : process.env.OPENVIDU_URL || undefined);
  const access = resolveAccess(openvidu, url !== undefined, process.env);
  const meeting = resolveRendezvous(rendezvous, process.env);
  const figures = resolvePlatformFigures(platformFigures, process.env);
  const mistakes = [
    ...(Number.isInteger(generators) && generators >= 1 && generators <= 64
      ? []
      : [`generators is ${generators}; expected a whole number from 1 to 64.`]),
    ...('workers' in config ? ['workers is set; leave it out: it follows from generators.'] : []),
    ...(['fail', 'warn'].includes(inconclusive)
      ? []
      : [`inconclusive is ${String(inconclusive)}; expected 'fail' or 'warn'.`]),
    ...access.mistakes,
    ...meeting.mistakes,
    ...figures.mistakes,
    ...liveMistakes(live),
    ...reportMistakes(report, 'report'),
    ...(url && openvidu.embedded ? ['openvidu.url and openvidu.embedded exclude each other; leave one out.'] : []),
  ];
  if (mistakes.length > 0) {
    const count = mistakes.length === 1 ? 'a mistake' : `${mistakes.length} mistakes`;
    throw withoutStack(new LoadError('INVALID_CONFIG', `The load configuration has ${count}: ${mistakes.join(' ')}`));
  }

  // Workers load the configuration again; only the main process decides, and they inherit its environment.
  if (process.env.TEST_WORKER_INDEX === undefined) {
    runEnvironment.set('generators', String(generators));
    const { id, shared } = runIdOf({ given: runId, environment: process.env, shards: shard.total });
    runEnvironment.set('runId', id);
    runEnvironment.set('runIdIsShared', shared ? '1' : '0');
    runEnvironment.set('shard', formatShard(shard));
    runEnvironment.set('inconclusive', inconclusive);
    if (meeting.redis) runEnvironment.set('redis', JSON.stringify(meeting.redis));
    if (figures.prometheus) runEnvironment.set('prometheus', JSON.stringify(figures.prometheus));
    runEnvironment.set('waits', JSON.stringify(meeting.waits));
    if (url) runEnvironment.set('url', url);
    else runEnvironment.set('embeddedServer', JSON.stringify(openvidu.embedded ?? {}));
    if (access.credentials) runEnvironment.set('credentials', JSON.stringify(access.credentials));
    const ignore = openvidu.ignoreHTTPSErrors ?? process.env.OPENVIDU_IGNORE_HTTPS_ERRORS === '1';
    if (ignore) runEnvironment.set('ignoreHTTPSErrors', '1');
    terminateAsInterrupt();
  }
  const ours: ReporterDescription = [
    here(`./reporters/index.${sibling}`),
    { alone: playwright.reporter === undefined, live, ...report },
  ];
  return {
    ...playwright,
    // Generators of a scenario run at the same time, and two scenarios never do. What cannot be shared equally the reporter refuses.
    workers: Math.ceil(generators / shard.total),
    reporter: [...reporterList(playwright.reporter), ours],
    globalSetup: [here(`./fixtures/global-setup.${sibling}`), ...[playwright.globalSetup ?? []].flat()],
  };
}

function liveMistakes(live: LiveOptions): string[] {
  if (typeof live !== 'object' || live === null)
    return [`live is ${show(live)}; expected options such as { prometheusPort: 9464 }.`];
  const { prometheusPort: port, prometheusHost: host } = live;
  const isPort = port === undefined || (Number.isInteger(port) && port >= 1 && port <= 65_535);
  const isHost = host === undefined || (typeof host === 'string' && host.trim() !== '');
  return [
    ...(isPort ? [] : [`live.prometheusPort is ${show(port)}; expected a whole number from 1 to 65535.`]),
    ...(isHost ? [] : [`live.prometheusHost is ${show(host)}; expected an address such as '127.0.0.1'.`]),
  ];
}

/** Playwright cleans up on SIGINT but not on SIGTERM, which is what CI systems send. */
function terminateAsInterrupt(): void {
  if (process.listenerCount('SIGTERM') === 0) process.on('SIGTERM', () => process.kill(process.pid, 'SIGINT'));
}

function reporterList(reporter: PlaywrightTestConfig['reporter']): ReporterDescription[] {
  if (reporter === undefined) return [];
  return typeof reporter === 'string' ? [[reporter]] : (reporter as ReporterDescription[]);
}
