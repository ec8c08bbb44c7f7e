import { seqDelta, timestampDelta } from '../../wire/serial.js';

/** Reception figures of one stream by RFC 3550 (A.3, A.8). */
export class ReceiveStatistics {
  #firstSequence = 0;
  /** Extended highest sequence number; −1 before the first packet. */
  #highest = -1;
  #received = 0;
  #expectedBefore = 0;
  #receivedBefore = 0;
  #jitter = 0;
  #transit = 0;
  #lastTimestamp = 0;

  constructor(readonly clockRate: number) {}

  /**
   * Takes note of a packet.
   * @returns how many sequence numbers it is ahead of the highest so far: 1 in order, more after a gap, 0 or less for a
   * packet that is late or came again. 1 for the first.
   */
  receive(sequenceNumber: number, timestamp: number, arrivedAtMs: number): number {
    this.#received++;
    if (this.#highest < 0) {
      this.#firstSequence = sequenceNumber;
      this.#highest = sequenceNumber;
      this.#transit = this.#transitOf(timestamp, arrivedAtMs);
      this.#lastTimestamp = timestamp;
      return 1;
    }
    const ahead = seqDelta(sequenceNumber, this.#highest & 0xffff);
    if (ahead <= 0) return ahead;
    this.#highest += ahead;
    if (timestamp !== this.#lastTimestamp) this.#measureJitter(timestamp, arrivedAtMs);
    return ahead;
  }

  /** How many sequence numbers a packet is ahead, without taking note of it. 1 before the first packet. */
  ahead(sequenceNumber: number): number {
    return this.#highest < 0 ? 1 : seqDelta(sequenceNumber, this.#highest & 0xffff);
  }

  get highestSequence(): number {
    return this.#highest;
  }

  /** The fields of a report block; the fraction counts from the report before. Undefined before the first packet. */
  report(): { fractionLost: number; packetsLost: number; highestSequence: number; jitter: number } | undefined {
    if (this.#highest < 0) return undefined;
    const expected = this.#highest - this.#firstSequence + 1;
    const expectedSince = expected - this.#expectedBefore;
    const lostSince = expectedSince - (this.#received - this.#receivedBefore);
    this.#expectedBefore = expected;
    this.#receivedBefore = this.#received;
    return {
      fractionLost: expectedSince > 0 && lostSince > 0 ? Math.floor((lostSince * 256) / expectedSince) : 0,
      packetsLost: expected - this.#received,
      highestSequence: this.#highest,
      jitter: Math.round(this.#jitter),
    };
  }

  #measureJitter(timestamp: number, arrivedAtMs: number): void {
    this.#lastTimestamp = timestamp;
    const transit = this.#transitOf(timestamp, arrivedAtMs);
    const difference = Math.abs(timestampDelta(transit, this.#transit));
    this.#transit = transit;
    this.#jitter += (difference - this.#jitter) / 16;
  }

  #transitOf(timestamp: number, arrivedAtMs: number): number {
    return (Math.round((arrivedAtMs * this.clockRate) / 1000) - timestamp) >>> 0;
  }
}
