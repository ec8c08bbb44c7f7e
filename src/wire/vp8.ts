import { isVp8FrameStart, vp8DescriptorBytes, vp8DescriptorLength, writeVp8Descriptor } from './vp8-descriptor.js';

/** Largest RTP payload that {@link packetizeVp8} makes unless told otherwise, in bytes. */
export const defaultMaxPayloadBytes = 1100;

/** Whether a VP8 frame (not an RTP payload) can be decoded alone: the inverse of its first bit (RFC 6386, 9.1). */
export function isVp8KeyFrame(frame: Uint8Array): boolean {
  return frame.length > 0 && (frame[0]! & 0x01) === 0;
}

/** Width and height in px from a key frame's header; undefined for other frames or if cut off. */
export function vp8FrameSize(frame: Uint8Array): { width: number; height: number } | undefined {
  if (frame.length < 10 || !isVp8KeyFrame(frame)) return undefined;
  if (frame[3] !== 0x9d || frame[4] !== 0x01 || frame[5] !== 0x2a) return undefined;
  // The two highest bits are an upscaling hint for the display.
  return { width: ((frame[7]! & 0x3f) << 8) | frame[6]!, height: ((frame[9]! & 0x3f) << 8) | frame[8]! };
}

/** Whether the RTP payload from `offset` to `end` starts a key frame. Allocates nothing. */
export function startsVp8KeyFrame(bytes: Uint8Array, offset: number, end: number): boolean {
  const length = vp8DescriptorLength(bytes, offset, end);
  return length > 0 && offset + length < end && isVp8FrameStart(bytes, offset) && (bytes[offset + length]! & 1) === 0;
}

/**
 * Cuts a frame into RTP payloads with descriptor. The last one is the packet that carries the marker.
 * @param pictureId 15 bits, one more for each frame.
 * @param maxPayloadBytes descriptor included.
 */
export function packetizeVp8(
  frame: Uint8Array,
  pictureId: number,
  maxPayloadBytes: number = defaultMaxPayloadBytes,
): Uint8Array[] {
  const room = maxPayloadBytes - vp8DescriptorBytes;
  const count = Math.max(1, Math.ceil(frame.length / room));
  // Equal parts: a tiny last packet costs as much as a full one.
  const share = Math.ceil(frame.length / count);
  return Array.from({ length: count }, (_, index) => {
    const part = frame.subarray(index * share, (index + 1) * share);
    const payload = new Uint8Array(vp8DescriptorBytes + part.length);
    writeVp8Descriptor(payload, 0, index === 0, pictureId);
    payload.set(part, vp8DescriptorBytes);
    return payload;
  });
}
