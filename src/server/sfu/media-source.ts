import type { EpochMs } from '../../model/units.js';

/** What an outgoing track needs of the incoming track it forwards. */
export interface MediaSource {
  /** Time since the stream's first packet. */
  streamAgeMs(nowMs: number): number;
  /** The publisher's RTP timestamp at an instant of the server's clock; undefined before the first packet. */
  timestampAt(at: EpochMs): number | undefined;
  /** A copy of a recent packet, or undefined. */
  cached(sequenceNumber: number, nowMs: number): Buffer | undefined;
}
