import { readFile } from 'node:fs/promises';
import type { ClipName, VideoCodec } from '../../../model/scenario.js';
import { frameTrailerBytes } from '../../../wire/frame-trailer.js';
import { packetizeH264 } from '../../../wire/h264.js';
import { rtpFixedHeaderLength, writeRtpHeader } from '../../../wire/rtp.js';
import { isVp8KeyFrame, packetizeVp8 } from '../../../wire/vp8.js';
import { parseAnnexB } from './annex-b.js';
import { parseIvf } from './ivf.js';
import { payloadType } from './rtp-formats.js';

/** One frame as RTP packets with room for the header, which is all that a publisher writes before it sends one. */
export interface ClipFrame {
  readonly keyFrame: boolean;
  readonly packets: readonly Buffer[];
  /** RTP payload of all packets. */
  readonly payloadBytes: number;
}

/** A clip cut into RTP packets once, for all publishers of the process. */
export interface VideoClip {
  readonly name: ClipName;
  readonly codec: VideoCodec;
  /** In px. */
  readonly width: number;
  readonly height: number;
  readonly framesPerSecond: number;
  /** Bytes before the payload of each packet. */
  readonly headerLength: number;
  /** At the end of each frame's last packet, for a trailer that is no part of the picture; 0: there is no room for any. */
  readonly trailerBytes: number;
  /** Mean rate of the RTP payload. */
  readonly bitsPerSecond: number;
  readonly frames: readonly ClipFrame[];
  /** Indexes of the frames that a publisher may jump to, ascending. */
  readonly keyFrames: readonly number[];
}

/** Header, descriptor and part of a frame together fill the 1200 bytes that WebRTC implementations keep to. */
const maxPayloadBytes = 1188;

/** Of all H264 clips, whose files do not tell it. */
const h264FramesPerSecond = 30;

const clips = new Map<string, Promise<VideoClip>>();

/** Reads and packetizes a clip; the second call in a process gets the same clip. */
export function loadVideoClip(name: ClipName, codec: VideoCodec = 'vp8'): Promise<VideoClip> {
  const file = `${name}.${codec === 'vp8' ? 'ivf' : 'h264'}`;
  const known = clips.get(file);
  if (known) return known;
  const loading = readFile(new URL(`../../../../media/${file}`, import.meta.url)).then((bytes) =>
    packetizeClip(name, codec, bytes),
  );
  clips.set(file, loading);
  return loading;
}

function packetizeClip(name: ClipName, codec: VideoCodec, bytes: Buffer): VideoClip {
  const file = codec === 'vp8' ? vp8File(name, bytes) : h264File(name, bytes);
  const { frames } = file;
  const payloadBytes = frames.reduce((sum, frame) => sum + frame.payloadBytes, 0);
  return {
    name,
    codec,
    width: file.width,
    height: file.height,
    framesPerSecond: file.framesPerSecond,
    headerLength: rtpFixedHeaderLength,
    trailerBytes: codec === 'vp8' ? frameTrailerBytes : 0,
    bitsPerSecond: (payloadBytes * 8 * file.framesPerSecond) / frames.length,
    frames,
    keyFrames: frames.flatMap((frame, index) => (frame.keyFrame ? [index] : [])),
  };
}

function vp8File(name: ClipName, bytes: Buffer) {
  const file = parseIvf(bytes, name);
  const packetize = (frame: Buffer) => {
    const withRoom = Buffer.concat([frame, Buffer.alloc(frameTrailerBytes)]);
    return toFrame(isVp8KeyFrame(frame), packetizeVp8(withRoom, 0, maxPayloadBytes), payloadType.vp8);
  };
  return { ...file, frames: file.frames.map(packetize) };
}

function h264File(name: ClipName, bytes: Buffer) {
  const file = parseAnnexB(bytes, name);
  const frames = file.frames.map(({ keyFrame, units }) =>
    toFrame(keyFrame, packetizeH264(units, maxPayloadBytes), payloadType.h264),
  );
  return { ...file, frames, framesPerSecond: h264FramesPerSecond };
}

function toFrame(keyFrame: boolean, payloads: readonly Uint8Array[], type: number): ClipFrame {
  return {
    keyFrame,
    packets: payloads.map((payload, index) => toPacket(payload, type, index === payloads.length - 1)),
    payloadBytes: payloads.reduce((sum, payload) => sum + payload.length, 0),
  };
}

function toPacket(payload: Uint8Array, type: number, marker: boolean): Buffer {
  const packet = Buffer.alloc(rtpFixedHeaderLength + payload.length);
  writeRtpHeader(packet, { payloadType: type, marker, sequenceNumber: 0, timestamp: 0, ssrc: 0 });
  packet.set(payload, rtpFixedHeaderLength);
  return packet;
}
