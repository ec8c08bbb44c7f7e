/** What a receiver tells about one stream (RFC 3550, 6.4.1). */
export interface ReportBlock {
  /** SSRC of the stream this block is about. */
  readonly ssrc: number;
  /** Loss since the report before, in 1/256. */
  readonly fractionLost: number;
  /** Packets lost since the start; negative when duplicates outnumber losses. 24 bits signed. */
  readonly packetsLost: number;
  /** Extended highest sequence number, 32 bits. */
  readonly highestSequence: number;
  /** Interarrival jitter in RTP timestamp units. */
  readonly jitter: number;
  /** Middle 32 bits of the last sender report's NTP time; 0 if there was none. */
  readonly lastSenderReport: number;
  /** Since that sender report, in 1/65536 seconds. */
  readonly delaySinceLastSenderReport: number;
}

const blockLength = 24;
const maxLost = 0x7fffff;

/** Bytes of `count` blocks. */
export function reportBlocksLength(count: number): number {
  return count * blockLength;
}

/** Reads `count` blocks at `offset`; undefined if the body is too short. */
export function readReportBlocks(body: Buffer, offset: number, count: number): ReportBlock[] | undefined {
  if (body.length < offset + count * blockLength) return undefined;
  return Array.from({ length: count }, (_, index) => {
    const at = offset + index * blockLength;
    return {
      ssrc: body.readUInt32BE(at),
      fractionLost: body[at + 4]!,
      packetsLost: body.readIntBE(at + 5, 3),
      highestSequence: body.readUInt32BE(at + 8),
      jitter: body.readUInt32BE(at + 12),
      lastSenderReport: body.readUInt32BE(at + 16),
      delaySinceLastSenderReport: body.readUInt32BE(at + 20),
    };
  });
}

export function writeReportBlocks(packet: Buffer, offset: number, blocks: readonly ReportBlock[]): void {
  blocks.forEach((block, index) => {
    const at = offset + index * blockLength;
    packet.writeUInt32BE(block.ssrc, at);
    packet[at + 4] = Math.min(255, block.fractionLost);
    packet.writeIntBE(Math.max(-maxLost - 1, Math.min(maxLost, block.packetsLost)), at + 5, 3);
    packet.writeUInt32BE(block.highestSequence >>> 0, at + 8);
    packet.writeUInt32BE(block.jitter >>> 0, at + 12);
    packet.writeUInt32BE(block.lastSenderReport >>> 0, at + 16);
    packet.writeUInt32BE(block.delaySinceLastSenderReport >>> 0, at + 20);
  });
}
