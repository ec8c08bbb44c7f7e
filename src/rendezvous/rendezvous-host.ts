import type { RendezvousWaits } from '../model/gather.js';
import type { Progress } from '../model/progress.js';
import type { RedisAddress } from '../model/redis-address.js';
import { LoopbackHost } from './loopback-host.js';
import { RedisObserver } from './redis/redis-observer.js';

export interface HostedRun {
  readonly runId: string;
  readonly waits: RendezvousWaits;
  /** Given where the generators are on several machines. */
  readonly redis?: RedisAddress | undefined;
  readonly onProgress: (progress: Progress) => void;
}

/** The main process's side of a rendezvous: hosts it for this machine, takes progress, and can stop a scenario wherever it runs. */
export class RendezvousHost {
  private constructor(
    private readonly loopback: LoopbackHost,
    private readonly observer: RedisObserver | undefined,
  ) {}

  /**
   * @param startLoopback opens the endpoint for the workers of this machine
   * @throws LoadError `RENDEZVOUS_LOST` if a Redis is given and does not let us in
   */
  static async start(
    { runId, waits, redis, onProgress }: HostedRun,
    startLoopback: typeof LoopbackHost.start = LoopbackHost.start,
  ): Promise<RendezvousHost> {
    const observer = redis && (await RedisObserver.start(redis, runId));
    try {
      return new RendezvousHost(await startLoopback(onProgress, waits), observer);
    } catch (thrown) {
      await observer?.close();
      throw thrown;
    }
  }

  /** Address for the workers of this machine; holds a secret path. */
  get url(): string {
    return this.loopback.url;
  }

  /** Stops the scenario's generators on all machines wherever they wait, and whoever comes later; no effect if it is over. */
  abort(scenario: string, reason: string): void {
    this.loopback.abort(scenario, reason);
    this.observer?.abort(scenario, reason);
  }

  async close(): Promise<void> {
    await Promise.all([this.loopback.close(), this.observer?.close()]);
  }
}
