import { type StreamFaultKind, type StreamName, streamFaultKinds } from './figures.js';

/** How one stream of the subscription matrix fared during a hold: one cell of the heat map. */
export interface StreamCell extends Omit<StreamName, 'sessionName'> {
  /** Absent: none. */
  readonly fault?: StreamFaultKind;
  /** 0 to 1, in steps of 0.005. Video: its frame rate, of the nominal. Audio: packets that arrived, of those sent. Absent: not measured. */
  readonly quality?: number;
}

const bytesPerCell = 8;
/** Cells that a step keeps at most; a larger matrix is left out as a whole. */
export const mostCells = 20_000;
/** Longest text that packs them. */
export const mostPackedCells = Math.ceil((mostCells * bytesPerCell) / 3) * 4;
const qualitySteps = 200;
const notMeasured = 255;
/** Larger numbers do not fit into a cell. */
const largestIndex = 0xffff;

/** Packs cells: 8 bytes each, in base64. */
export function packCells(cells: readonly StreamCell[]): string {
  const bytes = Buffer.alloc(cells.length * bytesPerCell);
  cells.forEach(({ session, from, to, kind, receiver, fault, quality }, i) => {
    const at = i * bytesPerCell;
    bytes.writeUInt16LE(Math.min(session, largestIndex), at);
    bytes.writeUInt16LE(Math.min(from, largestIndex), at + 2);
    bytes.writeUInt16LE(Math.min(to, largestIndex), at + 4);
    const faultCode = fault === undefined ? 0 : streamFaultKinds.indexOf(fault) + 1;
    bytes.writeUInt8(Number(kind === 'video') | (Number(receiver === 'browser') << 1) | (faultCode << 2), at + 6);
    const share = quality === undefined ? undefined : Math.min(1, Math.max(0, quality));
    bytes.writeUInt8(share === undefined ? notMeasured : Math.round(share * qualitySteps), at + 7);
  });
  return bytes.toString('base64');
}

/**
 * Unpacks what {@link packCells} packed.
 * @throws RangeError if the text does not hold whole cells
 */
export const unpackCells = (text: string): StreamCell[] => cellsOf(Buffer.from(text, 'base64'));

/**
 * The cells that packed bytes hold, wherever there is no Buffer.
 * @throws RangeError if the bytes do not hold whole cells
 */
export function cellsOf(bytes: Uint8Array): StreamCell[] {
  if (bytes.length % bytesPerCell !== 0) throw new RangeError(`${bytes.length} bytes do not hold whole stream cells`);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return Array.from({ length: bytes.length / bytesPerCell }, (_, i) => {
    const at = i * bytesPerCell;
    const flags = view.getUint8(at + 6);
    const fault = streamFaultKinds[(flags >> 2) - 1];
    const quality = view.getUint8(at + 7);
    return {
      session: view.getUint16(at, true),
      from: view.getUint16(at + 2, true),
      to: view.getUint16(at + 4, true),
      kind: flags & 1 ? 'video' : 'audio',
      receiver: flags & 2 ? 'browser' : 'native',
      ...(fault && { fault }),
      ...(quality !== notMeasured && { quality: quality / qualitySteps }),
    };
  });
}

/** Puts packed cells of several generators behind each other. */
export const joinCells = (parts: readonly string[]): string =>
  Buffer.concat(parts.map((part) => Buffer.from(part, 'base64'))).toString('base64');

/** How many cells a packed text holds. */
export const countCells = (text: string): number => Buffer.byteLength(text, 'base64') / bytesPerCell;
