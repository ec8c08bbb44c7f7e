import { readFile } from 'node:fs/promises';
import type { ClipName } from '../../../model/scenario.js';
import { rtpFixedHeaderLength, writeRtpHeader } from '../../../wire/rtp.js';
import { isVp8KeyFrame, packetizeVp8 } from '../../../wire/vp8.js';
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
  /** In px. */
  readonly width: number;
  readonly height: number;
  readonly framesPerSecond: number;
  /** Bytes before the payload of each packet. */
  readonly headerLength: number;
  /** Mean rate of the RTP payload. */
  readonly bitsPerSecond: number;
  readonly frames: readonly ClipFrame[];
  /** Indexes of the frames that a publisher may jump to, ascending. */
  readonly keyFrames: readonly number[];
}

/** Header, descriptor and part of a frame together fill the 1200 bytes that WebRTC implementations keep to. */
const maxPayloadBytes = 1188;

const clips = new Map<ClipName, Promise<VideoClip>>();

/** Reads and packetizes a clip; the second call in a process gets the same clip. */
export function loadVideoClip(name: ClipName): Promise<VideoClip> {
  const known = clips.get(name);
  if (known) return known;
  const loading = readFile(new URL(`../../../../media/${name}.ivf`, import.meta.url)).then((bytes) =>
    packetizeClip(name, bytes),
  );
  clips.set(name, loading);
  return loading;
}

function packetizeClip(name: ClipName, bytes: Buffer): VideoClip {
  const file = parseIvf(bytes, name);
  const frames = file.frames.map(packetizeFrame);
  const payloadBytes = frames.reduce((sum, frame) => sum + frame.payloadBytes, 0);
  return {
    name,
    width: file.width,
    height: file.height,
    framesPerSecond: file.framesPerSecond,
    headerLength: rtpFixedHeaderLength,
    bitsPerSecond: (payloadBytes * 8 * file.framesPerSecond) / frames.length,
    frames,
    keyFrames: frames.flatMap((frame, index) => (frame.keyFrame ? [index] : [])),
  };
}

function packetizeFrame(frame: Buffer): ClipFrame {
  const payloads = packetizeVp8(frame, 0, maxPayloadBytes);
  return {
    keyFrame: isVp8KeyFrame(frame),
    packets: payloads.map((payload, index) => toPacket(payload, index === payloads.length - 1)),
    payloadBytes: payloads.reduce((sum, payload) => sum + payload.length, 0),
  };
}

function toPacket(payload: Uint8Array, marker: boolean): Buffer {
  const packet = Buffer.alloc(rtpFixedHeaderLength + payload.length);
  writeRtpHeader(packet, { payloadType: payloadType.vp8, marker, sequenceNumber: 0, timestamp: 0, ssrc: 0 });
  packet.set(payload, rtpFixedHeaderLength);
  return packet;
}
