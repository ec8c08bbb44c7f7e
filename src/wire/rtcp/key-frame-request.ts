import { allocateRtcp, type RawRtcp, rtcpType } from './packet.js';

/** Formats of payload-specific feedback that ask for a key frame. */
export const keyFrameFormat = { pictureLoss: 1, fullIntra: 4 } as const;

/** Picture loss indication (RFC 4585, 6.3.1). */
export interface PictureLossIndication {
  readonly type: 'picture-loss-indication';
  readonly senderSsrc: number;
  readonly mediaSsrc: number;
}

/** Full intra request (RFC 5104, 4.3.1). */
export interface FullIntraRequest {
  readonly type: 'full-intra-request';
  readonly senderSsrc: number;
  /** A request is new only if its sequence number differs from the one before. */
  readonly requests: readonly { readonly mediaSsrc: number; readonly sequenceNumber: number }[];
}

export function readPictureLossIndication(raw: RawRtcp): PictureLossIndication | undefined {
  if (raw.body.length < 8) return undefined;
  return {
    type: 'picture-loss-indication',
    senderSsrc: raw.body.readUInt32BE(0),
    mediaSsrc: raw.body.readUInt32BE(4),
  };
}

export function readFullIntraRequest(raw: RawRtcp): FullIntraRequest | undefined {
  const { body } = raw;
  if (body.length < 16) return undefined;
  const requests = Array.from({ length: Math.floor((body.length - 8) / 8) }, (_, index) => ({
    mediaSsrc: body.readUInt32BE(8 + index * 8),
    sequenceNumber: body[12 + index * 8]!,
  }));
  return { type: 'full-intra-request', senderSsrc: body.readUInt32BE(0), requests };
}

export function buildPictureLossIndication(senderSsrc: number, mediaSsrc: number): Buffer {
  const packet = allocateRtcp(rtcpType.payloadFeedback, keyFrameFormat.pictureLoss, 8);
  packet.writeUInt32BE(senderSsrc, 4);
  packet.writeUInt32BE(mediaSsrc, 8);
  return packet;
}
