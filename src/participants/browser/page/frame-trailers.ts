import type { Stamp } from '../../picture/stamp.js';

/** The trailers of one received track's frames, until the frames are seen. */
export interface FrameTrailers {
  /** Reads what stands behind an encoded frame. */
  read(encoded: ArrayBuffer, rtpTimestamp: number, now: number): void;
  /** What stood behind the frame that is seen now; undefined for one without trailer. */
  take(rtpTimestamp: number): Stamp | undefined;
}

/**
 * Reads what `src/wire/frame-trailer.ts` writes: native publishers put it behind each frame, because they cannot write into pictures
 * that were encoded before. Self-contained, because browsers get its source text only.
 */
export function frameTrailers(crc16: (bytes: Uint8Array) => number): FrameTrailers {
  const trailerBytes = 16;
  const magic = 0x5056;
  const timePeriodUs = 2 ** 48;
  /** Of frames that never became a picture. */
  const longestWait = 300;
  const waiting = new Map<number, Stamp>();

  return {
    read(encoded, rtpTimestamp, now) {
      if (encoded.byteLength < trailerBytes) return;
      const bytes = new Uint8Array(encoded, encoded.byteLength - trailerBytes);
      const view = new DataView(encoded, encoded.byteLength - trailerBytes);
      if (view.getUint16(0) !== magic || view.getUint16(14) !== crc16(bytes.subarray(0, 14))) return;
      const sentUs = view.getUint16(8) * 2 ** 32 + view.getUint32(10);
      const periods = Math.round((now * 1000 - sentUs) / timePeriodUs);
      const stamp = {
        frame: view.getUint32(4),
        publisher: view.getUint16(2),
        at: (sentUs + periods * timePeriodUs) / 1000,
      };
      waiting.set(rtpTimestamp, stamp);
      if (waiting.size > longestWait) waiting.delete(waiting.keys().next().value!);
    },
    take(rtpTimestamp) {
      const stamp = waiting.get(rtpTimestamp);
      waiting.delete(rtpTimestamp);
      return stamp;
    },
  };
}
