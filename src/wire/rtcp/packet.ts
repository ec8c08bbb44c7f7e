/** RTCP packet types (RFC 3550, RFC 4585). */
export const rtcpType = {
  senderReport: 200,
  receiverReport: 201,
  sourceDescription: 202,
  bye: 203,
  transportFeedback: 205,
  payloadFeedback: 206,
} as const;

/** One packet of a compound, not yet understood. */
export interface RawRtcp {
  readonly packetType: number;
  /** The five bits that hold a report count or a feedback format. */
  readonly count: number;
  /** Everything behind the 4-byte header, padding left out. A view, not a copy. */
  readonly body: Buffer;
}

/** A buffer for one packet with its 4-byte header written. `bodyLength` in bytes, a multiple of 4. */
export function allocateRtcp(packetType: number, count: number, bodyLength: number): Buffer {
  const packet = Buffer.alloc(4 + bodyLength);
  packet[0] = 0x80 | count;
  packet[1] = packetType;
  packet.writeUInt16BE(bodyLength / 4, 2);
  return packet;
}

/** Cuts a compound into its packets; undefined if any length or version is wrong. */
export function splitCompound(compound: Uint8Array): RawRtcp[] | undefined {
  const bytes = Buffer.from(compound.buffer, compound.byteOffset, compound.byteLength);
  const packets: RawRtcp[] = [];
  let at = 0;
  while (at < bytes.length) {
    if (bytes.length - at < 4 || bytes[at]! >> 6 !== 2) return undefined;
    const end = at + 4 + bytes.readUInt16BE(at + 2) * 4;
    if (end > bytes.length) return undefined;
    const padding = (bytes[at]! & 0x20) === 0 ? 0 : bytes[end - 1]!;
    if (padding > end - at - 4) return undefined;
    packets.push({
      packetType: bytes[at + 1]!,
      count: bytes[at]! & 0x1f,
      body: bytes.subarray(at + 4, end - padding),
    });
    at = end;
  }
  return packets.length > 0 ? packets : undefined;
}
