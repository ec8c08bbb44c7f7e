import type { EpochMs } from '../model/units.js';

/** Bytes behind a VP8 frame that decoders do not read: they tell whose frame it is, which one, and when it was sent. */
export const frameTrailerBytes = 16;

export interface FrameTrailer {
  /** Index of the publishing participant within its session. 16 bits. */
  readonly publisher: number;
  /** Number of the frame; the same moment has the same number in every layer of a simulcast. 32 bits. */
  readonly sequence: number;
  /** When the frame was handed over, to the µs. */
  readonly sentAt: EpochMs;
}

const magic = 0x5056;
const sendTimeAt = 8;
const checkedBytes = 14;
/** Send times are told in µs modulo this, about nine years. */
const sendTimePeriodUs = 2 ** 48;

/** Writes a trailer at `offset`, which has room for {@link frameTrailerBytes}. */
export function writeFrameTrailer(bytes: Buffer, offset: number, { publisher, sequence, sentAt }: FrameTrailer): void {
  bytes.writeUInt16BE(magic, offset);
  bytes.writeUInt16BE(publisher, offset + 2);
  bytes.writeUInt32BE(sequence, offset + 4);
  bytes.writeUIntBE(Math.round(sentAt * 1000) % sendTimePeriodUs, offset + sendTimeAt, 6);
  bytes.writeUInt16BE(crc16(bytes, offset, offset + checkedBytes), offset + checkedBytes);
}

/**
 * The trailer that ends before `end`, or undefined if there is none.
 * @param now any moment within four years of the sending.
 */
export function readFrameTrailer(bytes: Buffer, end: number, now: EpochMs): FrameTrailer | undefined {
  const offset = end - frameTrailerBytes;
  if (offset < 0 || end > bytes.length || bytes.readUInt16BE(offset) !== magic) return undefined;
  if (bytes.readUInt16BE(offset + checkedBytes) !== crc16(bytes, offset, offset + checkedBytes)) return undefined;
  return {
    publisher: bytes.readUInt16BE(offset + 2),
    sequence: bytes.readUInt32BE(offset + 4),
    sentAt: sentAtNear(bytes.readUIntBE(offset + sendTimeAt, 6), now),
  };
}

function sentAtNear(sendTimeUs: number, now: EpochMs): EpochMs {
  const nowUs = Math.round(now * 1000);
  const periods = Math.round((nowUs - sendTimeUs) / sendTimePeriodUs);
  return (sendTimeUs + periods * sendTimePeriodUs) / 1000;
}

/** CRC-16/IBM-3740: polynomial 0x1021, start 0xffff. */
function crc16(bytes: Uint8Array, start: number, end: number): number {
  let crc = 0xffff;
  for (let at = start; at < end; at++) crc = ((crc << 8) & 0xffff) ^ crcTable[(crc >> 8) ^ bytes[at]!]!;
  return crc;
}

const crcTable = Uint16Array.from({ length: 256 }, (_, byte) => {
  let crc = byte << 8;
  for (let bit = 0; bit < 8; bit++) crc = (crc & 0x8000) === 0 ? crc << 1 : (crc << 1) ^ 0x1021;
  return crc;
});
