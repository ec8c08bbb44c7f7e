import type { ClipFrame, VideoClip } from '../../../src/participants/native/clips/video-clip.js';
import type { PacketOutlet } from '../../../src/participants/native/peer/packet-outlet.js';
import { type FrameTrailer, frameTrailerBytes, readFrameTrailer } from '../../../src/wire/frame-trailer.js';
import { parseRtp, type RtpHeader } from '../../../src/wire/rtp.js';
import { readVp8PictureId, writeVp8Descriptor } from '../../../src/wire/vp8-descriptor.js';

export interface SentPacket extends RtpHeader {
  readonly pictureId: number;
  /** First byte behind the descriptor, which names the frame in {@link clipOf}. */
  readonly content: number;
  readonly trailer: FrameTrailer | undefined;
}

/** Notes what is sent. */
export class FakeOutlet implements PacketOutlet {
  readonly packets: SentPacket[] = [];
  takes = true;

  send(packet: Buffer): boolean {
    if (!this.takes) return false;
    const trailer = readFrameTrailer(packet, packet.length, Date.now());
    this.packets.push({ ...parseRtp(packet)!, pictureId: readVp8PictureId(packet, 12), content: packet[16]!, trailer });
    return true;
  }
}

/** A clip of two packets per frame; frame n of clip c holds 16 c + n. */
export function clipOf(
  name: VideoClip['name'],
  tag: number,
  keyFrames: number[],
  length: number,
  kbps: number,
): VideoClip {
  const frames = Array.from({ length }, (_, index): ClipFrame => {
    const packets = [packet(tag * 16 + index, true), packet(tag * 16 + index, false)];
    return { keyFrame: keyFrames.includes(index), packets, payloadBytes: 12 };
  });
  return {
    name,
    codec: 'vp8',
    width: 16,
    height: 16,
    headerLength: 12,
    trailerBytes: 0,
    framesPerSecond: 30,
    bitsPerSecond: kbps * 1000,
    frames,
    keyFrames,
  };
}

/** The same clip with room for trailers, as clips are loaded. */
export function withTrailerRoom(clip: VideoClip): VideoClip {
  const widen = (packets: readonly Buffer[]) =>
    packets.map((packet, index) =>
      index === packets.length - 1 ? Buffer.concat([packet, Buffer.alloc(frameTrailerBytes)]) : packet,
    );
  const frames = clip.frames.map((frame) => ({ ...frame, packets: widen(frame.packets) }));
  return { ...clip, trailerBytes: frameTrailerBytes, frames };
}

function packet(content: number, start: boolean): Buffer {
  const bytes = Buffer.alloc(18, content);
  bytes[0] = 0x80;
  bytes[1] = 96 | (start ? 0 : 0x80);
  writeVp8Descriptor(bytes, 12, start, 0);
  return bytes;
}
