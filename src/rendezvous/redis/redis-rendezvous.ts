import type { ClockOffset } from '../../model/clock-offset.js';
import { LoadError } from '../../model/errors.js';
import type { Attendance, Rendezvous, RendezvousWaits } from '../../model/gather.js';
import type { Progress } from '../../model/progress.js';
import { type RedisAddress, redisName } from '../../model/redis-address.js';
import { ClockEstimate } from '../clock-estimate.js';
import { localNow } from '../local-clock.js';
import type { ProgressLine } from '../loopback-client.js';
import { cameTwice, didNotArrive, fellSilent, seconds } from '../sentences.js';
import { WaitingGathers } from '../waiting-gathers.js';
import { Watchdog } from '../watchdog.js';
import { leftMark, type RendezvousCommands, withCommands } from './commands.js';
import { type Connection, cannotBeUsed, connect } from './connection.js';
import { expireMs, type News, ScenarioKeys } from './keys.js';
import { MemberStates } from './member-states.js';

const beatsPerSilence = 5;
/** Questions for the time per reading of the clock. */
const exchanges = 8;
/** A Redis that is gone does not hold up whoever leaves. */
const leaveLimitMs = 2_000;

/** A generator's side of a rendezvous in Redis. All generators are equal: whoever notices something tells the others. */
class RedisRendezvous implements Rendezvous {
  readonly #gathers = new WaitingGathers();
  readonly #clock = new ClockEstimate();
  readonly #members: MemberStates;
  readonly #watchdog: Watchdog;
  readonly #beats: NodeJS.Timeout;
  readonly #limits = new Set<NodeJS.Timeout>();
  readonly #uses = new Map<string, number>();
  #beating = false;
  #closed = false;

  constructor(
    private readonly address: RedisAddress,
    private readonly who: Attendance,
    private readonly keys: ScenarioKeys,
    private readonly silenceMs: number,
    private readonly commands: RendezvousCommands,
    private readonly connections: readonly [Connection, Connection],
    private readonly progressLine: ProgressLine,
  ) {
    this.#members = new MemberStates(silenceMs);
    this.#watchdog = new Watchdog(silenceMs, () => this.#lost(`has not answered for ${seconds(silenceMs)}`));
    this.#beats = setInterval(() => this.#beat(), silenceMs / beatsPerSilence);
    connections[1].redis.on('message', (_channel, text) => this.#hear(JSON.parse(text) as News));
    this.#beat();
  }

  get aborted(): AbortSignal {
    return this.#gathers.aborted;
  }

  gather<T>(name: string, value: T, timeoutMs: number): Promise<T[]> {
    const { generator, generators } = this.who;
    const key = this.#fresh(name);
    const limit = setTimeout(() => this.#tooLate(key, timeoutMs), timeoutMs);
    this.#limits.add(limit);
    const values = this.#gathers.wait<T>(key, () => {
      const news: News = { type: 'gathered', key };
      this.#ask(
        this.commands.handIn(
          this.keys.gather(key),
          generator,
          JSON.stringify(value ?? null),
          generators,
          expireMs,
          this.keys.news,
          JSON.stringify(news),
        ),
        (count) => count >= generators && this.#fetch(key),
      );
    });
    return values.finally(() => {
      clearTimeout(limit);
      this.#limits.delete(limit);
    });
  }

  async clock(): Promise<ClockOffset> {
    for (let i = 0; i < exchanges; i++) await this.#exchange();
    this.aborted.throwIfAborted();
    return this.#clock.at(localNow())!;
  }

  progress(progress: Progress): void {
    this.progressLine.send(progress);
  }

  async close(): Promise<void> {
    await this.#leave(() => this.commands.hset(this.keys.members, String(this.who.generator), leftMark));
  }

  async abandon(reason: string): Promise<void> {
    await this.#leave(async () => {
      await this.#tellAbort(reason);
      await this.commands.hset(this.keys.members, String(this.who.generator), leftMark);
    });
  }

  /** What was handed in stays for a while: a name that is used again, as for a step that is repeated, needs a key of its own. */
  #fresh(name: string): string {
    const use = (this.#uses.get(name) ?? 0) + 1;
    this.#uses.set(name, use);
    return use === 1 ? name : `${name} (${use})`;
  }

  async #leave(last: () => Promise<unknown>): Promise<void> {
    if (this.#closed) return;
    this.#closed = true;
    this.#stop();
    const isLost = this.aborted.reason instanceof LoadError && this.aborted.reason.code === 'RENDEZVOUS_LOST';
    if (!isLost) await upTo(leaveLimitMs, last());
    for (const { redis } of this.connections) redis.disconnect();
    await this.progressLine.close();
  }

  #stop(): void {
    clearInterval(this.#beats);
    this.#watchdog.stop();
    for (const limit of this.#limits) clearTimeout(limit);
  }

  /** Says that we are here, and learns how the others are. */
  #beat(): void {
    if (this.#beating || this.#closed) return;
    this.#beating = true;
    const asked = this.commands.beat(this.keys.members, this.keys.abort, this.who.generator, expireMs);
    this.#ask(asked, ([now, members, abortReason]) => {
      this.#beating = false;
      if (now === 0) return this.#lost('has lost its data in mid-run, as if it had been started anew');
      if (abortReason !== null) return this.#gathers.fail(new LoadError('ABORTED', abortReason));
      const silent = this.#members.update(now, members);
      if (silent.length > 0) this.#abort(fellSilent(silent, this.who.generators, this.silenceMs));
      // News can be lost while a line is mended.
      for (const key of this.#gathers.keys) this.#fetch(key);
    });
    void this.#exchange().catch(() => {});
  }

  async #exchange(): Promise<void> {
    this.aborted.throwIfAborted();
    const askedAt = localNow();
    await new Promise<void>((resolve, reject) => {
      const stop = () => reject(this.aborted.reason);
      this.aborted.addEventListener('abort', stop, { once: true });
      this.#ask(this.commands.time(), ([wholeSeconds, microseconds]) => {
        const at = Number(wholeSeconds) * 1000 + Number(microseconds) / 1000;
        this.#clock.add({ askedAt, receivedAt: at, answeredAt: at, gotAt: localNow() });
        this.aborted.removeEventListener('abort', stop);
        resolve();
      });
    });
  }

  #hear(news: News): void {
    this.#watchdog.heard();
    if (news.type === 'abort') this.#gathers.fail(new LoadError('ABORTED', news.reason));
    else if (this.#gathers.keys.includes(news.key)) this.#fetch(news.key);
  }

  /** Takes the values of a gather if all are there. */
  #fetch(key: string): void {
    this.#ask(this.commands.gathered(this.keys.gather(key), this.who.generators), (found) => {
      if (!found) return;
      const values: unknown[] = [];
      for (let i = 0; i + 1 < found.length; i += 2) values[Number(found[i]) - 1] = JSON.parse(found[i + 1]!);
      this.#gathers.resolve(key, values);
    });
  }

  #tooLate(key: string, timeoutMs: number): void {
    this.#ask(this.commands.hkeys(this.keys.gather(key)), (here) => {
      const all = Array.from({ length: this.who.generators }, (_, i) => i + 1);
      const missing = all.filter((generator) => !here.includes(String(generator)));
      if (missing.length > 0) this.#abort(didNotArrive(missing, this.who.generators, key, timeoutMs));
      else this.#fetch(key);
    });
  }

  #abort(reason: string): void {
    this.#ask(this.#tellAbort(reason), (first) => this.#gathers.fail(new LoadError('ABORTED', first)));
  }

  #tellAbort(reason: string): Promise<string> {
    const news: News = { type: 'abort', reason };
    return this.commands.abortScenario(this.keys.abort, reason, expireMs, this.keys.news, JSON.stringify(news));
  }

  #lost(what: string): void {
    this.#stop();
    const trouble = this.connections.map((connection) => connection.trouble()).find((text) => text !== '');
    const why = trouble === undefined ? '' : ` (${trouble})`;
    this.#gathers.fail(
      new LoadError(
        'RENDEZVOUS_LOST',
        `The Redis at ${redisName(this.address)}, where the generators meet, ${what}${why}. Without it no step can be judged: bring it back and repeat the run.`,
      ),
    );
  }

  /** Every answer is a sign of life. One that never comes is the watchdog's; a refusal is told as it is. */
  #ask<T>(answer: Promise<T>, then: (value: T) => unknown): void {
    answer.then(
      (value) => {
        this.#watchdog.heard();
        then(value);
      },
      (thrown: Error) => {
        if (!this.#closed) this.#lost(`refused what it was asked: ${thrown.message}`);
      },
    );
  }
}

async function upTo(limitMs: number, promise: Promise<unknown>): Promise<void> {
  const limit = new Promise((resolve) => setTimeout(resolve, limitMs).unref());
  await Promise.race([promise.catch(() => {}), limit]);
}

/** Where and as whom a generator meets the others. */
export interface RedisMeeting {
  readonly address: RedisAddress;
  readonly runId: string;
  readonly who: Attendance;
  readonly waits: Pick<RendezvousWaits, 'silenceMs'>;
  readonly progress: ProgressLine;
}

/**
 * Comes to a rendezvous in Redis.
 * @throws LoadError `RENDEZVOUS_LOST` if it does not let us in, or knows this generator already
 */
export async function connectRedis({ address, runId, who, waits, progress }: RedisMeeting): Promise<Rendezvous> {
  const keys = new ScenarioKeys(address.keyPrefix, runId, who.scenario);
  const connections: Connection[] = [];
  try {
    const connection = await connect(address);
    connections.push(connection);
    const listener = await connect(address);
    connections.push(listener);
    const commands = withCommands(connection.redis);
    const isNew = await listener.redis
      .subscribe(keys.news)
      .then(() => commands.arrive(keys.members, who.generator, expireMs))
      .catch((thrown) => Promise.reject(cannotBeUsed(address, thrown)));
    if (isNew === 0) throw new LoadError('RENDEZVOUS_LOST', cameTwice(who));
    return new RedisRendezvous(address, who, keys, waits.silenceMs, commands, [connection, listener], progress);
  } catch (thrown) {
    for (const { redis } of connections) redis.disconnect();
    throw thrown;
  }
}
