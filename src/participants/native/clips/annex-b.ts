import { LoadError } from '../../../model/errors.js';
import { isFirstSlice, nalType, nalTypeOf } from '../../../wire/h264.js';
import { h264FrameSize } from '../../../wire/h264-sps.js';

/** One picture with the parameter sets before it. */
export interface H264Frame {
  readonly keyFrame: boolean;
  /** NAL units without start codes; views into the file's bytes. */
  readonly units: readonly Buffer[];
}

/** An H264 file taken apart. */
export interface H264File {
  /** In px. */
  readonly width: number;
  readonly height: number;
  readonly frames: readonly H264Frame[];
}

const startCode = Buffer.from([0, 0, 1]);

/**
 * Reads an H264 file: NAL units behind start codes (H.264, annex B).
 * @param name for messages.
 * @throws LoadError `INVALID_CONFIG` if the bytes are something else.
 */
export function parseAnnexB(bytes: Buffer, name: string): H264File {
  const units = unitsOf(bytes);
  const sps = units.find((unit) => nalTypeOf(unit[0]!) === nalType.sps);
  const size = sps && h264FrameSize(sps);
  if (!size) throw unreadable(name, 'it has no picture size');
  const frames: H264Frame[] = [];
  let ahead: Buffer[] = [];
  let current: { keyFrame: boolean; units: Buffer[] } | undefined;
  for (const unit of units) {
    const type = nalTypeOf(unit[0]!);
    if (type !== nalType.slice && type !== nalType.idr) {
      ahead.push(unit);
      continue;
    }
    if (isFirstSlice(unit)) {
      current = { keyFrame: type === nalType.idr, units: [] };
      frames.push(current);
    }
    if (!current) throw unreadable(name, 'it starts in the middle of a picture');
    current.units.push(...ahead, unit);
    ahead = [];
  }
  if (frames.length === 0) throw unreadable(name, 'it holds no frame');
  return { ...size, frames };
}

function unitsOf(bytes: Buffer): Buffer[] {
  const units: Buffer[] = [];
  for (let at = bytes.indexOf(startCode); at >= 0; ) {
    const next = bytes.indexOf(startCode, at + startCode.length);
    let end = next < 0 ? bytes.length : next;
    // A start code may have a leading zero; a unit never ends with one.
    while (end > at + startCode.length && bytes[end - 1] === 0) end--;
    if (end > at + startCode.length) units.push(bytes.subarray(at + startCode.length, end));
    at = next;
  }
  return units;
}

function unreadable(name: string, why: string): LoadError {
  return new LoadError(
    'INVALID_CONFIG',
    `The clip ${name} cannot be used because ${why}; expected H264 with start codes. Make it again with media/make-clips.sh.`,
  );
}
