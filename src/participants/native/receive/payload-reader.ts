import { readH264Payload } from '../../../wire/h264.js';
import { h264FrameSize } from '../../../wire/h264-sps.js';
import { readMarker, readPayloadType } from '../../../wire/rtp.js';
import { vp8FrameSize } from '../../../wire/vp8.js';
import { isVp8FrameStart, vp8DescriptorLength } from '../../../wire/vp8-descriptor.js';
import { packetFlag } from './frame-assembly.js';

/** Shared by all streams of the process: it lives no longer than one packet is read. */
const kind = { frameStart: false, keyFrame: false, spsAt: -1, spsEnd: -1 };

/** What a video packet says of its frame. Everything is VP8 but what has the payload type of H264. */
export class PayloadReader {
  /** −1: there is none. */
  h264PayloadType = -1;
  /** Of the latest key frame that began, in px; 0: unknown. */
  height = 0;

  /** Bits of {@link packetFlag}. */
  flagsOf(packet: Buffer, payloadAt: number, payloadEnd: number): number {
    return readPayloadType(packet) === this.h264PayloadType
      ? this.#h264Flags(packet, payloadAt, payloadEnd)
      : this.#vp8Flags(packet, payloadAt, payloadEnd);
  }

  #vp8Flags(packet: Buffer, payloadAt: number, payloadEnd: number): number {
    const frameAt = payloadAt + vp8DescriptorLength(packet, payloadAt, payloadEnd);
    if (frameAt >= payloadEnd) return packetFlag.paddingOnly;
    let flags = readMarker(packet) ? packetFlag.marker : 0;
    if (isVp8FrameStart(packet, payloadAt)) {
      flags |= packetFlag.frameStart;
      if ((packet[frameAt]! & 1) === 0) {
        flags |= packetFlag.keyFrame;
        this.height = vp8FrameSize(packet.subarray(frameAt, payloadEnd))?.height ?? 0;
      }
    }
    return flags;
  }

  #h264Flags(packet: Buffer, payloadAt: number, payloadEnd: number): number {
    if (payloadAt >= payloadEnd) return packetFlag.paddingOnly;
    readH264Payload(packet, payloadAt, payloadEnd, kind);
    if (kind.spsAt >= 0) this.height = h264FrameSize(packet.subarray(kind.spsAt, kind.spsEnd))?.height ?? 0;
    return (
      (readMarker(packet) ? packetFlag.marker : 0) |
      (kind.frameStart ? packetFlag.frameStart : 0) |
      (kind.keyFrame ? packetFlag.keyFrame : 0)
    );
  }
}
