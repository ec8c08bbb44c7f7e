import {
  readPayloadType,
  readSequence,
  readSsrc,
  readTimestamp,
  rtpFixedHeaderLength,
  rtpHeaderLength,
  rtpPaddingLength,
} from '../../wire/rtp.js';
import { startsVp8KeyFrame } from '../../wire/vp8.js';
import { isVp8FrameStart, readVp8PictureId, vp8DescriptorLength } from '../../wire/vp8-descriptor.js';
import type { MediaKind } from './media-kind.js';

/**
 * The packet that is being forwarded. One object serves every packet of an SFU, since the hot path must not allocate; its
 * fields hold what the publisher sent, while the header in `bytes` is overwritten for one leg after the other.
 */
export class RtpPacket {
  bytes: Buffer = Buffer.alloc(0);
  ssrc = 0;
  payloadType = 0;
  sequenceNumber = 0;
  timestamp = 0;
  /** −1 without one. */
  pictureId = -1;
  startsFrame = false;
  startsKeyFrame = false;
  /** Monotonic. */
  arrivedAtMs = 0;

  /** Takes over a packet; false if it is not RTP. CSRCs and header extension are cut off: no leg negotiated any. */
  read(kind: MediaKind, bytes: Buffer, arrivedAtMs: number): boolean {
    const headerLength = rtpHeaderLength(bytes);
    if (headerLength === 0) return false;
    this.bytes = headerLength === rtpFixedHeaderLength ? bytes : withoutExtension(bytes, headerLength);
    this.ssrc = readSsrc(this.bytes);
    this.payloadType = readPayloadType(this.bytes);
    this.sequenceNumber = readSequence(this.bytes);
    this.timestamp = readTimestamp(this.bytes);
    this.arrivedAtMs = arrivedAtMs;
    this.#readDescriptor(kind);
    return true;
  }

  #readDescriptor(kind: MediaKind): void {
    const end = this.bytes.length - rtpPaddingLength(this.bytes);
    const hasPayload = kind === 'video' && vp8DescriptorLength(this.bytes, rtpFixedHeaderLength, end) > 0;
    this.pictureId = hasPayload ? readVp8PictureId(this.bytes, rtpFixedHeaderLength) : -1;
    this.startsFrame = hasPayload && isVp8FrameStart(this.bytes, rtpFixedHeaderLength);
    this.startsKeyFrame = this.startsFrame && startsVp8KeyFrame(this.bytes, rtpFixedHeaderLength, end);
  }
}

/** Moves the fixed header up to the payload, in place. */
function withoutExtension(bytes: Buffer, headerLength: number): Buffer {
  const stripped = bytes.subarray(headerLength - rtpFixedHeaderLength);
  bytes.copyWithin(headerLength - rtpFixedHeaderLength, 0, rtpFixedHeaderLength);
  stripped[0] = stripped[0]! & 0xe0;
  return stripped;
}
