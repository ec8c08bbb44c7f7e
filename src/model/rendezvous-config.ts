import { defaultWaits, type RendezvousWaits } from './gather.js';
import { type RedisAddress, redisUrlMistake } from './redis-address.js';

/** Where the generators of several machines meet, and how long they wait for each other. */
export interface RendezvousConfig {
  /**
   * A Redis that all machines reach: `redis://[user:password@]host:port[/database]`, or `rediss://` for TLS. Default:
   * `OPENVIDU_RENDEZVOUS`; without either, all generators are on this machine.
   */
  url?: string | undefined;
  /** Stands before every key of this package in that Redis. Default: `playwright-openvidu:`. */
  keyPrefix?: string;
  /** Longest wait, in seconds, for the generators of all machines to arrive at the start of a scenario. Default: 600. */
  startWaitSeconds?: number;
  /** Longest wait, in seconds, for the others at a step, beyond what the step itself may take. Default: 30. */
  stepWaitSeconds?: number;
  /** A generator, or the Redis itself, that says nothing for so many seconds is given up. Default: 15. */
  silenceSeconds?: number;
}

export interface ResolvedRendezvous {
  /** Undefined where all generators are on one machine. */
  readonly redis: RedisAddress | undefined;
  readonly waits: RendezvousWaits;
  /** One sentence each; the address is not repeated. */
  readonly mistakes: readonly string[];
}

const defaultKeyPrefix = 'playwright-openvidu:';

/** Fills in what is left out, from the environment too, and finds every mistake. */
export function resolveRendezvous(
  given: string | RendezvousConfig,
  environment: Readonly<Record<string, string | undefined>>,
): ResolvedRendezvous {
  const config = typeof given === 'string' ? { url: given } : given;
  const { keyPrefix = defaultKeyPrefix } = config;
  const url = config.url ?? (environment.OPENVIDU_RENDEZVOUS || undefined);
  const mistake = url === undefined ? undefined : redisUrlMistake(url);
  const mistakes = mistake === undefined ? [] : [mistake];
  const wait = (name: 'startWaitSeconds' | 'stepWaitSeconds' | 'silenceSeconds', fallbackMs: number): number => {
    const seconds = config[name] ?? fallbackMs / 1000;
    if (!(Number.isFinite(seconds) && seconds > 0))
      mistakes.push(`rendezvous.${name} is ${seconds}; expected a number of seconds above 0.`);
    return seconds * 1000;
  };
  const waits = {
    startMs: wait('startWaitSeconds', defaultWaits.startMs),
    stepMs: wait('stepWaitSeconds', defaultWaits.stepMs),
    silenceMs: wait('silenceSeconds', defaultWaits.silenceMs),
  };
  return { redis: url === undefined ? undefined : { url, keyPrefix }, waits, mistakes };
}
