import type { ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { defaultWaits, type Rendezvous, type RendezvousWaits } from '../../src/model/gather.js';
import type { Progress } from '../../src/model/progress.js';
import type { RedisAddress } from '../../src/model/redis-address.js';
import { connectRendezvous, type MeetingPoint } from '../../src/rendezvous/connect.js';
import { endChild, heard, startChild } from './child.js';
import type { FromHostProcess, ToHostProcess } from './messages.js';

/** A place where generators meet, in a process of its own. */
export class MeetingPlace {
  readonly #open: Rendezvous[] = [];
  readonly #children: ChildProcess[] = [];

  private constructor(
    readonly point: MeetingPoint,
    private readonly host: ChildProcess,
    /** The process without which nobody can meet. */
    readonly pid: number,
    private readonly release: () => Promise<void>,
  ) {}

  static async open(
    waits: Partial<RendezvousWaits> = {},
    redis?: { readonly address: RedisAddress; readonly pid: number; close(): Promise<void> },
  ): Promise<MeetingPlace> {
    const runId = randomUUID();
    const all = { ...defaultWaits, ...waits };
    const start: ToHostProcess = { type: 'start', runId, waits: all, ...(redis && { redis: redis.address }) };
    const host = startChild('host-process.ts', start);
    const { url } = await heard<FromHostProcess, 'ready'>(host, 'ready');
    const point = { loopbackUrl: url, runId, waits: all, ...(redis && { redis: redis.address }) };
    return new MeetingPlace(point, host, redis?.pid ?? host.pid!, async () => redis?.close());
  }

  async come(generator: number, generators: number, scenario = 's'): Promise<Rendezvous> {
    const rendezvous = await connectRendezvous(this.point, { scenario, generator, generators });
    this.#open.push(rendezvous);
    return rendezvous;
  }

  /** A generator in a process of its own, which has come and hands in nothing. */
  async comeInProcess(generator: number, generators: number, scenario = 's'): Promise<ChildProcess> {
    const child = startChild('generator-process.ts', { point: this.point, who: { scenario, generator, generators } });
    this.#children.push(child);
    await heard(child, 'here');
    return child;
  }

  /** As the reporter does. */
  abort(scenario: string, reason: string): void {
    this.host.send({ type: 'abort', scenario, reason } satisfies ToHostProcess);
  }

  /** The next progress that the reporter hears. */
  async progress(): Promise<Progress> {
    return (await heard<FromHostProcess, 'progress'>(this.host, 'progress')).progress;
  }

  async close(): Promise<void> {
    await Promise.all(this.#open.map((rendezvous) => rendezvous.close()));
    await Promise.all([...this.#children, this.host].map(endChild));
    await this.release();
  }
}
