import { type FrameTrailer, frameTrailerBytes, writeFrameTrailer } from '../../../src/wire/frame-trailer.js';
import { writeRtpHeader } from '../../../src/wire/rtp.js';
import { writeVp8Descriptor } from '../../../src/wire/vp8-descriptor.js';

export interface PacketFields {
  readonly sequence: number;
  readonly timestamp?: number;
  readonly marker?: boolean;
  /** First packet of a frame. */
  readonly start?: boolean;
  readonly key?: boolean;
  readonly ssrc?: number;
  /** Bytes behind the descriptor. */
  readonly length?: number;
}

/** A VP8 packet as a server would forward it; key frames are 640×360. */
export function videoPacket(fields: PacketFields): Buffer {
  const { sequence, timestamp = 0, marker = false, start = false, key = false, ssrc = 77, length = 20 } = fields;
  const packet = Buffer.alloc(12 + 4 + length);
  writeRtpHeader(packet, { payloadType: 96, marker, sequenceNumber: sequence & 0xffff, timestamp, ssrc });
  writeVp8Descriptor(packet, 12, start, 0);
  if (start) packet[16] = key ? 0x10 : 0x11;
  if (start && key) Buffer.from([0x9d, 0x01, 0x2a, 640 & 0xff, 640 >> 8, 360 & 0xff, 360 >> 8]).copy(packet, 19);
  return packet;
}

/** Nothing but padding, as servers send it to probe bandwidth. */
export function paddingPacket(sequence: number, timestamp: number): Buffer {
  const packet = Buffer.alloc(12 + 100);
  writeRtpHeader(packet, { payloadType: 96, marker: false, sequenceNumber: sequence, timestamp, ssrc: 77 });
  packet[0] = packet[0]! | 0x20;
  packet[111] = 100;
  return packet;
}

export function audioPacket(sequence: number, timestamp: number): Buffer {
  const packet = Buffer.alloc(12 + 80);
  writeRtpHeader(packet, { payloadType: 111, marker: false, sequenceNumber: sequence & 0xffff, timestamp, ssrc: 55 });
  return packet;
}

/** Frames of `packetsPerFrame` packets at 30 per second; the first is a key frame, and every `keyEvery`-th. */
export function videoStream(
  frames: number,
  packetsPerFrame = 2,
  keyEvery = Number.POSITIVE_INFINITY,
  firstSequence = 100,
): Buffer[] {
  return Array.from({ length: frames * packetsPerFrame }, (_, index) => {
    const frame = Math.floor(index / packetsPerFrame);
    const part = index % packetsPerFrame;
    return videoPacket({
      sequence: firstSequence + index,
      timestamp: (1000 + frame * 3000) >>> 0,
      start: part === 0,
      marker: part === packetsPerFrame - 1,
      key: frame === 0 || frame % keyEvery === 0,
    });
  });
}

/** The packet with a trailer behind its frame. */
export function withTrailer(packet: Buffer, trailer: FrameTrailer): Buffer {
  const widened = Buffer.concat([packet, Buffer.alloc(frameTrailerBytes)]);
  writeFrameTrailer(widened, packet.length, trailer);
  return widened;
}
