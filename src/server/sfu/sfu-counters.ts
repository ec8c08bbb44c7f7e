/** What an SFU has carried since it started. Sent packets count once per subscription. */
export interface SfuCounters {
  /** RTP packets that arrived from publishers, those dropped by faults left out. */
  readonly packetsReceived: number;
  readonly packetsForwarded: number;
  /** Whole RTP packets, without SRTP, UDP and IP. */
  readonly bytesForwarded: number;
  /** Not forwarded although they should have been: handled too late, above the cap, or refused by the socket. */
  readonly packetsDropped: number;
  /** Sent again because a subscriber asked; not counted as forwarded. */
  readonly packetsRetransmitted: number;
  /** Key frames asked of publishers. */
  readonly keyFrameRequests: number;
}

export type MutableCounters = { -readonly [Name in keyof SfuCounters]: SfuCounters[Name] };

export function newCounters(): MutableCounters {
  return {
    packetsReceived: 0,
    packetsForwarded: 0,
    bytesForwarded: 0,
    packetsDropped: 0,
    packetsRetransmitted: 0,
    keyFrameRequests: 0,
  };
}
