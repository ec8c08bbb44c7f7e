import { readFile } from 'node:fs/promises';
import { rtpFixedHeaderLength, writeRtpHeader } from '../../../wire/rtp.js';
import { parseOggOpus } from './ogg-opus.js';
import { payloadType } from './rtp-formats.js';

/** Length of one Opus packet of the clip, in ms. */
export const audioPacketMs = 20;

/** RTP packets of 20 ms with room for the header, in order. */
export type AudioClip = readonly Buffer[];

/** What Opus encoders make of 20 ms of digital silence. */
export const silentPacket = toPacket(Buffer.from([0xf8, 0xff, 0xfe]));

let clip: Promise<AudioClip> | undefined;

/** Reads the sound; the second call in a process gets the same packets. */
export function loadAudioClip(): Promise<AudioClip> {
  clip ??= readFile(new URL('../../../../media/voice.opus', import.meta.url)).then((bytes) =>
    parseOggOpus(bytes, 'voice.opus').map(toPacket),
  );
  return clip;
}

function toPacket(payload: Buffer): Buffer {
  const packet = Buffer.alloc(rtpFixedHeaderLength + payload.length);
  writeRtpHeader(packet, { payloadType: payloadType.opus, marker: false, sequenceNumber: 0, timestamp: 0, ssrc: 0 });
  packet.set(payload, rtpFixedHeaderLength);
  return packet;
}
