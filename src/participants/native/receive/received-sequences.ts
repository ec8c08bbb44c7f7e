import { seqDelta } from '../../../wire/serial.js';
import { AwaitedPackets, awaitedWindow } from './awaited-packets.js';

/** A jump by more than this is another numbering, not loss (RFC 3550, A.1: MAX_DROPOUT). */
const maxDropout = 3000;
/** Extended numbers start one cycle up, so that packets overtaken at the very start stay positive. */
const firstCycle = 0x1_0000;

/** Which packets of one stream came, by RFC 3550 A.1 and A.3, and which were lost before and after repair. */
export class ReceivedSequences {
  readonly awaited = new AwaitedPackets();
  /** Lost after repair: not there 500 ms after due. A total over all sources of the stream. */
  lostAfterRepair = 0;
  /** Lost on the way: asked for again, or not there 500 ms after due. A total as well. */
  lostOnTheWay = 0;
  #first = -1;
  #highest = -1;
  #received = 0;

  /** @param onRenumbered told when packets are numbered anew; to call {@link restart}. */
  constructor(private readonly onRenumbered: () => void = () => this.restart()) {}

  /** Extended highest number; −1 before the first packet. */
  get highest(): number {
    return this.#highest;
  }

  /** The same as a report block has it. */
  get highestToReport(): number {
    return this.#highest - firstCycle;
  }

  /** Packets that the present source should have delivered so far. */
  get expected(): number {
    return this.#highest < 0 ? 0 : this.#highest - this.#first + 1;
  }

  /** Distinct packets that came from the present source. */
  get received(): number {
    return this.#received;
  }

  /** @returns the packet's extended number, or −1 if it came before or is too old to matter. */
  accept(sequence: number, now: number): number {
    if (this.#highest < 0) return this.#start(sequence);
    const delta = seqDelta(sequence, this.#highest & 0xffff);
    if (delta === 1) {
      this.#received++;
      return ++this.#highest;
    }
    if (delta > maxDropout || delta < -maxDropout) {
      this.onRenumbered();
      return this.#start(sequence);
    }
    return delta > 0 ? this.#skipTo(this.#highest + delta, now) : this.#fill(this.#highest + delta);
  }

  /** Another source takes over: numbering starts again, totals of loss go on. */
  restart(): void {
    this.awaited.clear();
    this.#highest = -1;
    this.#received = 0;
  }

  /** Packets to ask for now. */
  takeRequests(now: number, retryMs: number): number[] {
    const numbers = this.awaited.takeRequests(now, retryMs);
    for (const number of numbers) if (this.awaited.requestsOf(number) === 1) this.lostOnTheWay++;
    return numbers;
  }

  /** Counts what is lost by now. @returns whether anything was. */
  expire(now: number): boolean {
    if (this.awaited.count === 0) return false;
    const lost = this.awaited.takeLost(now);
    for (const number of lost) if (this.awaited.requestsOf(number) === 0) this.lostOnTheWay++;
    this.lostAfterRepair += lost.length;
    return lost.length > 0;
  }

  #start(sequence: number): number {
    this.#first = this.#highest = sequence + firstCycle;
    this.#received = 1;
    return this.#highest;
  }

  #skipTo(number: number, now: number): number {
    const gap = number - this.#highest - 1;
    if (gap + this.awaited.count >= awaitedWindow) {
      this.lostAfterRepair += gap + this.awaited.count;
      this.lostOnTheWay += gap;
      this.awaited.clear();
    } else for (let missing = this.#highest + 1; missing < number; missing++) this.awaited.add(missing, now);
    this.#highest = number;
    this.#received++;
    return number;
  }

  #fill(number: number): number {
    if (!this.awaited.remove(number)) return -1;
    this.#received++;
    return number;
  }
}
