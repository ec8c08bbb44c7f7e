import { isRtcp, readSequence, readSsrc, readTimestamp } from '../../wire/rtp.js';
import { AlternatingDelay } from '../faults/alternating-delay.js';
import { concerns, type Route } from '../faults/fault-scope.js';
import { SlowLine } from '../faults/slow-line.js';
import type { DelayedQueue } from './delayed-packets.js';
import type { Forwarding } from './forwarding.js';
import type { Peer } from './peer.js';

/** The way from the server to one subscriber, RTP and RTCP: straight, or through the line that faults describe. */
export class LegOutlet implements DelayedQueue {
  readonly #peer: Pick<Peer, 'send'>;
  readonly #route: Route;
  readonly #forwarding: Forwarding;
  readonly #waiting: { readonly bytes: Buffer; readonly departsAtMs: number }[] = [];
  #line: SlowLine | undefined;
  #delayMs = 0;
  #jitter: AlternatingDelay | undefined;
  #jitterMs = 0;
  #kbps = Number.POSITIVE_INFINITY;
  #version = -1;

  constructor(peer: Pick<Peer, 'send'>, route: Route, forwarding: Forwarding) {
    this.#peer = peer;
    this.#route = route;
    this.#forwarding = forwarding;
  }

  /** The bytes may be overwritten afterwards. False if they will not be sent. */
  send(bytes: Buffer, nowMs: number): boolean {
    if (this.#version !== this.#forwarding.faults.version) this.#refresh();
    if (!this.#line) return this.#peer.send(bytes);
    const leavesLineAtMs = this.#line.departure(bytes.length, nowMs, this.#delayMs, this.#kbps);
    if (leavesLineAtMs === undefined) return false;
    const departsAtMs = this.#unevenly(bytes, leavesLineAtMs);
    const isNext = departsAtMs < (this.#waiting[0]?.departsAtMs ?? Number.POSITIVE_INFINITY);
    if (isNext && departsAtMs <= nowMs) return this.#peer.send(bytes);
    if (this.#waiting.length === 0) this.#forwarding.delayed.add(this);
    const behind = this.#waiting.findLastIndex((waiting) => waiting.departsAtMs <= departsAtMs) + 1;
    this.#waiting.splice(behind, 0, { bytes: Buffer.from(bytes), departsAtMs });
    return true;
  }

  /** The packet has not left yet: who misses it need not be sent another. */
  holds(ssrc: number, sequenceNumber: number): boolean {
    return this.#waiting.some(
      ({ bytes }) => !isRtcp(bytes) && readSsrc(bytes) === ssrc && readSequence(bytes) === sequenceNumber,
    );
  }

  release(nowMs: number): boolean {
    while (this.#waiting.length > 0 && this.#waiting[0]!.departsAtMs <= nowMs)
      this.#peer.send(this.#waiting.shift()!.bytes);
    return this.#waiting.length > 0;
  }

  /** Forgets what waits. */
  close(): void {
    this.#waiting.length = 0;
    this.#forwarding.delayed.remove(this);
  }

  #unevenly(bytes: Buffer, dueAtMs: number): number {
    if (!this.#jitter || isRtcp(bytes)) return dueAtMs;
    return this.#jitter.departure(readSsrc(bytes), readTimestamp(bytes), dueAtMs, this.#jitterMs);
  }

  #refresh(): void {
    const { faults } = this.#forwarding;
    const { delay, jitter, bandwidthCapKbps } = faults.settings;
    this.#version = faults.version;
    this.#delayMs = delay && concerns(delay, this.#route) ? delay.ms : 0;
    this.#kbps =
      bandwidthCapKbps && concerns(bandwidthCapKbps, this.#route) ? bandwidthCapKbps.kbps : Number.POSITIVE_INFINITY;
    this.#jitterMs = jitter && concerns(jitter, this.#route) ? jitter.ms : 0;
    // What is over stays, so that nothing overtakes what still waits for it.
    if (this.#jitterMs > 0) this.#jitter ??= new AlternatingDelay();
    if (this.#jitterMs > 0 || this.#delayMs > 0 || this.#kbps !== Number.POSITIVE_INFINITY)
      this.#line ??= new SlowLine();
  }
}
