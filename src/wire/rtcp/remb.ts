import { allocateRtcp, type RawRtcp, rtcpType } from './packet.js';

/** Format of payload-specific feedback for application messages, which REMB is one of. */
export const applicationFeedbackFormat = 15;

/** Receiver estimated maximum bitrate (draft-alvestrand-rmcat-remb). */
export interface Remb {
  readonly type: 'remb';
  readonly senderSsrc: number;
  readonly bitsPerSecond: number;
  /** SSRCs of the streams that share this bitrate. */
  readonly ssrcs: readonly number[];
}

const identifier = Buffer.from('REMB', 'latin1');
const mantissaBits = 18;

/** Undefined also for application feedback that is not REMB. */
export function readRemb(raw: RawRtcp): Remb | undefined {
  const { body } = raw;
  if (body.length < 16 || body.compare(identifier, 0, 4, 8, 12) !== 0) return undefined;
  const count = body[12]!;
  if (body.length < 16 + count * 4) return undefined;
  const mantissa = ((body[13]! & 0x03) << 16) | body.readUInt16BE(14);
  return {
    type: 'remb',
    senderSsrc: body.readUInt32BE(0),
    bitsPerSecond: mantissa * 2 ** (body[13]! >> 2),
    ssrcs: Array.from({ length: count }, (_, index) => body.readUInt32BE(16 + index * 4)),
  };
}

/** The bitrate is rounded down to 18 significant bits. At most 255 SSRCs. */
export function buildRemb(senderSsrc: number, bitsPerSecond: number, ssrcs: readonly number[]): Buffer {
  const packet = allocateRtcp(rtcpType.payloadFeedback, applicationFeedbackFormat, 16 + ssrcs.length * 4);
  packet.writeUInt32BE(senderSsrc, 4);
  identifier.copy(packet, 12);
  let exponent = 0;
  let mantissa = Math.max(0, Math.floor(bitsPerSecond));
  while (mantissa >= 2 ** mantissaBits) {
    mantissa = Math.floor(mantissa / 2);
    exponent++;
  }
  packet[16] = ssrcs.length;
  packet[17] = (exponent << 2) | (mantissa >> 16);
  packet.writeUInt16BE(mantissa & 0xffff, 18);
  ssrcs.forEach((ssrc, index) => {
    packet.writeUInt32BE(ssrc, 20 + index * 4);
  });
  return packet;
}
