import { defaultWaits, type RendezvousWaits } from './gather.js';
import type { RedisAddress } from './redis-address.js';

/**
 * What the main process tells its workers, by environment: they inherit it, and it never appears in reports. Secrets travel here and
 * nowhere else. Each name stands once, here.
 */
const names = {
  /** Address of the deployment, given or of the embedded server. */
  url: 'PLAYWRIGHT_OPENVIDU_URL',
  /** JSON of the credentials for the deployment. */
  credentials: 'PLAYWRIGHT_OPENVIDU_CREDENTIALS',
  ignoreHTTPSErrors: 'PLAYWRIGHT_OPENVIDU_IGNORE_HTTPS_ERRORS',
  /** JSON of the embedded server's options; absent when a deployment is given. */
  embeddedServer: 'PLAYWRIGHT_OPENVIDU_EMBEDDED_SERVER',
  /** JSON of {@link PrometheusSource}, where a Prometheus tells figures of the platform. */
  prometheus: 'PLAYWRIGHT_OPENVIDU_PROMETHEUS',
  /** JSON of what the pre-flight found. */
  platform: 'PLAYWRIGHT_OPENVIDU_PLATFORM',
  /** Generators per scenario. */
  generators: 'PLAYWRIGHT_OPENVIDU_GENERATORS',
  /** `warn`: an inconclusive scenario does not fail the run. */
  inconclusive: 'PLAYWRIGHT_OPENVIDU_INCONCLUSIVE',
  /** Id by which the configuration names the run. */
  runId: 'PLAYWRIGHT_OPENVIDU_RUN_ID',
  /** `1`: every shard finds the same id. */
  runIdIsShared: 'PLAYWRIGHT_OPENVIDU_RUN_ID_IS_SHARED',
  /** `2/4`: the part of the run that this machine carries. */
  shard: 'PLAYWRIGHT_OPENVIDU_SHARD',
  /** Id of the run that is under way: in UI mode a process has several. Set by the reporter. */
  run: 'PLAYWRIGHT_OPENVIDU_RUN',
  /** Address of the rendezvous on this machine; set by the reporter, so that its absence tells that the reporter is not there. */
  rendezvous: 'PLAYWRIGHT_OPENVIDU_RENDEZVOUS',
  /** JSON of {@link RedisAddress}, where generators of several machines meet; absent when all are on this one. */
  redis: 'PLAYWRIGHT_OPENVIDU_REDIS',
  /** JSON of {@link RendezvousWaits}. */
  waits: 'PLAYWRIGHT_OPENVIDU_WAITS',
} as const;

type Name = keyof typeof names;

export const runEnvironment = {
  get(name: Name): string | undefined {
    return process.env[names[name]] || undefined;
  },
  set(name: Name, value: string): void {
    process.env[names[name]] = value;
  },
  clear(name: Name): void {
    delete process.env[names[name]];
  },
};

/** Where the generators of this run meet, as the configuration says. */
export function configuredMeeting(): { readonly redis?: RedisAddress; readonly waits: RendezvousWaits } {
  const [redis, waits] = [runEnvironment.get('redis'), runEnvironment.get('waits')];
  return {
    ...(redis && { redis: JSON.parse(redis) as RedisAddress }),
    waits: waits ? (JSON.parse(waits) as RendezvousWaits) : defaultWaits,
  };
}
