import { LoadError } from '../../../model/errors.js';

/** A VP8 file taken apart. */
export interface IvfFile {
  /** In px. */
  readonly width: number;
  readonly height: number;
  readonly framesPerSecond: number;
  /** Encoded frames in order; views into the file's bytes. */
  readonly frames: readonly Buffer[];
}

const fileHeaderLength = 32;
const frameHeaderLength = 12;

/**
 * Reads an IVF file of VP8.
 * @param name for messages.
 * @throws LoadError `INVALID_CONFIG` if the bytes are something else or cut off.
 */
export function parseIvf(bytes: Buffer, name: string): IvfFile {
  if (bytes.length < fileHeaderLength || bytes.toString('latin1', 0, 4) !== 'DKIF')
    throw unreadable(name, 'it does not start as an IVF file does');
  const codec = bytes.toString('latin1', 8, 12);
  if (codec !== 'VP80') throw unreadable(name, `its codec is ${JSON.stringify(codec)}`);
  return {
    width: bytes.readUInt16LE(12),
    height: bytes.readUInt16LE(14),
    framesPerSecond: bytes.readUInt32LE(16) / bytes.readUInt32LE(20),
    frames: readFrames(bytes, name),
  };
}

function readFrames(bytes: Buffer, name: string): Buffer[] {
  const frames: Buffer[] = [];
  for (let at = bytes.readUInt16LE(6); at < bytes.length; ) {
    if (at + frameHeaderLength > bytes.length) throw unreadable(name, 'it is cut off');
    const start = at + frameHeaderLength;
    at = start + bytes.readUInt32LE(at);
    if (at > bytes.length) throw unreadable(name, 'it is cut off');
    frames.push(bytes.subarray(start, at));
  }
  if (frames.length === 0) throw unreadable(name, 'it holds no frame');
  return frames;
}

function unreadable(name: string, why: string): LoadError {
  return new LoadError(
    'INVALID_CONFIG',
    `The clip ${name} cannot be used because ${why}; expected VP8 in IVF. Make it again with media/make-clips.sh.`,
  );
}
