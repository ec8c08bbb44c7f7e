import { rtpFixedHeaderLength } from '../../../wire/rtp.js';
import type { ClipFrame, VideoClip } from './video-clip.js';

/** Ids of the header extensions that tell the m-line and the layer of a packet (RFC 8843, RFC 8852). */
export const extensionId = { mid: 1, rid: 2 } as const;

const made = new Map<string, VideoClip>();

/**
 * The clip as one layer of a simulcast: each packet says its m-line and layer. Made once per process.
 * @param mid One character. @param rid One character.
 */
export function layerClip(clip: VideoClip, mid: string, rid: string): VideoClip {
  const key = `${clip.codec}/${clip.name}/${mid}/${rid}`;
  const known = made.get(key);
  if (known) return known;
  const extension = headerExtension(mid, rid);
  const layer = {
    ...clip,
    headerLength: clip.headerLength + extension.length,
    frames: clip.frames.map((frame) => withExtension(frame, extension)),
  };
  made.set(key, layer);
  return layer;
}

/** Two elements of one byte each, in the one-byte form (RFC 8285, 4.2). */
function headerExtension(mid: string, rid: string): Buffer {
  const element = (id: number, value: string) => [id << 4, value.charCodeAt(0)];
  return Buffer.from([0xbe, 0xde, 0, 1, ...element(extensionId.mid, mid), ...element(extensionId.rid, rid)]);
}

function withExtension(frame: ClipFrame, extension: Buffer): ClipFrame {
  const packets = frame.packets.map((packet) => {
    const header = Buffer.from(packet.subarray(0, rtpFixedHeaderLength));
    header[0]! |= 0x10;
    return Buffer.concat([header, extension, packet.subarray(rtpFixedHeaderLength)]);
  });
  return { ...frame, packets };
}
