import { allocateRtcp, type RawRtcp, rtcpType } from './packet.js';

/** RFC 3550, 6.6. */
export interface Bye {
  readonly type: 'bye';
  readonly ssrcs: readonly number[];
}

export function readBye(raw: RawRtcp): Bye | undefined {
  if (raw.body.length < raw.count * 4) return undefined;
  return { type: 'bye', ssrcs: Array.from({ length: raw.count }, (_, index) => raw.body.readUInt32BE(index * 4)) };
}

/** At most 31 sources. */
export function buildBye(ssrcs: readonly number[]): Buffer {
  const packet = allocateRtcp(rtcpType.bye, ssrcs.length, ssrcs.length * 4);
  ssrcs.forEach((ssrc, index) => {
    packet.writeUInt32BE(ssrc, 4 + index * 4);
  });
  return packet;
}
