import type { RedisAddress } from '../../model/redis-address.js';
import { withCommands } from './commands.js';
import { type Connection, connect } from './connection.js';
import { expireMs, type News, ScenarioKeys } from './keys.js';

/** Longest wait for what was said last to get through. */
const closeLimitMs = 2_000;

/** The reporter of one machine at a rendezvous in Redis: it hands in nothing, but can stop the generators of all machines. */
export class RedisObserver {
  readonly #commands;
  readonly #said: Promise<unknown>[] = [];

  private constructor(
    private readonly address: RedisAddress,
    private readonly runId: string,
    { redis }: Connection,
  ) {
    this.#commands = withCommands(redis);
  }

  /** @throws LoadError `RENDEZVOUS_LOST` if Redis does not let us in */
  static async start(address: RedisAddress, runId: string): Promise<RedisObserver> {
    return new RedisObserver(address, runId, await connect(address));
  }

  /** Stops the scenario's generators on all machines wherever they wait, and whoever comes later. The first reason stays. */
  abort(scenario: string, reason: string): void {
    const keys = new ScenarioKeys(this.address.keyPrefix, this.runId, scenario);
    const news: News = { type: 'abort', reason };
    const said = this.#commands.abortScenario(keys.abort, reason, expireMs, keys.news, JSON.stringify(news));
    // A Redis that is gone cannot be told; the generators notice by themselves.
    this.#said.push(said.catch(() => {}));
  }

  async close(): Promise<void> {
    await Promise.race([Promise.all(this.#said), new Promise((resolve) => setTimeout(resolve, closeLimitMs).unref())]);
    this.#commands.disconnect();
  }
}
