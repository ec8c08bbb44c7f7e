/** Length of an RTP header without CSRCs and extension, in bytes. */
export const rtpFixedHeaderLength = 12;

/** What an RTP packet's header says (RFC 3550, 5.1). Lengths in bytes. */
export interface RtpHeader {
  readonly payloadType: number;
  readonly marker: boolean;
  readonly sequenceNumber: number;
  readonly timestamp: number;
  readonly ssrc: number;
  /** CSRCs and header extension included: the payload starts here. */
  readonly headerLength: number;
  readonly paddingLength: number;
  readonly payloadLength: number;
}

/** The fields that {@link writeRtpHeader} writes. */
export interface RtpHeaderFields {
  readonly payloadType: number;
  readonly marker: boolean;
  readonly sequenceNumber: number;
  readonly timestamp: number;
  readonly ssrc: number;
}

/** RTCP on a port shared with RTP (RFC 5761, 4): second byte 192…223. */
export function isRtcp(packet: Uint8Array): boolean {
  const type = packet[1]!;
  return type >= 192 && type <= 223;
}

/** The header of an RTP packet, or undefined if these bytes are not a whole RTP packet of version 2. */
export function parseRtp(packet: Uint8Array): RtpHeader | undefined {
  const headerLength = rtpHeaderLength(packet);
  if (headerLength === 0) return undefined;
  const paddingLength = rtpPaddingLength(packet);
  const payloadLength = packet.length - headerLength - paddingLength;
  if (payloadLength < 0) return undefined;
  return {
    payloadType: readPayloadType(packet),
    marker: readMarker(packet),
    sequenceNumber: readSequence(packet),
    timestamp: readTimestamp(packet),
    ssrc: readSsrc(packet),
    headerLength,
    paddingLength,
    payloadLength,
  };
}

/** Offset of the payload, or 0 if these bytes do not hold a whole RTP header of version 2. */
export function rtpHeaderLength(packet: Uint8Array): number {
  if (packet.length < rtpFixedHeaderLength) return 0;
  const first = packet[0]!;
  if (first >> 6 !== 2) return 0;
  let length = rtpFixedHeaderLength + (first & 0x0f) * 4;
  if ((first & 0x10) !== 0) {
    if (packet.length < length + 4) return 0;
    length += 4 + ((packet[length + 2]! << 8) | packet[length + 3]!) * 4;
  }
  return length <= packet.length ? length : 0;
}

/** Padding at the end of the packet, as its last byte claims; 0 without padding. */
export function rtpPaddingLength(packet: Uint8Array): number {
  return (packet[0]! & 0x20) === 0 ? 0 : packet[packet.length - 1]!;
}

// The readers and writers below are for packets known to have at least the 12 fixed bytes: no checks, no allocation.

export function readPayloadType(packet: Uint8Array): number {
  return packet[1]! & 0x7f;
}

export function readMarker(packet: Uint8Array): boolean {
  return (packet[1]! & 0x80) !== 0;
}

export function readSequence(packet: Uint8Array): number {
  return (packet[2]! << 8) | packet[3]!;
}

export function readTimestamp(packet: Uint8Array): number {
  return readUint32(packet, 4);
}

export function readSsrc(packet: Uint8Array): number {
  return readUint32(packet, 8);
}

/** Keeps the marker. */
export function writePayloadType(packet: Uint8Array, payloadType: number): void {
  packet[1] = (packet[1]! & 0x80) | payloadType;
}

export function writeSequence(packet: Uint8Array, sequenceNumber: number): void {
  packet[2] = sequenceNumber >> 8;
  packet[3] = sequenceNumber;
}

export function writeTimestamp(packet: Uint8Array, timestamp: number): void {
  writeUint32(packet, 4, timestamp);
}

export function writeSsrc(packet: Uint8Array, ssrc: number): void {
  writeUint32(packet, 8, ssrc);
}

/** Writes a header without CSRC, extension or padding into the first 12 bytes; returns the offset of the payload. */
export function writeRtpHeader(packet: Uint8Array, fields: RtpHeaderFields): number {
  packet[0] = 0x80;
  packet[1] = (fields.marker ? 0x80 : 0) | fields.payloadType;
  writeSequence(packet, fields.sequenceNumber);
  writeTimestamp(packet, fields.timestamp);
  writeSsrc(packet, fields.ssrc);
  return rtpFixedHeaderLength;
}

function readUint32(packet: Uint8Array, at: number): number {
  return ((packet[at]! << 24) | (packet[at + 1]! << 16) | (packet[at + 2]! << 8) | packet[at + 3]!) >>> 0;
}

function writeUint32(packet: Uint8Array, at: number, value: number): void {
  packet[at] = value >>> 24;
  packet[at + 1] = value >>> 16;
  packet[at + 2] = value >>> 8;
  packet[at + 3] = value;
}
