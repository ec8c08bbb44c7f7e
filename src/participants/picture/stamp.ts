/** What a stamp in a picture says. */
export interface Stamp {
  /** Number of the frame; 24 bits. */
  readonly frame: number;
  /** Participant that sent it, within its session; absent in clips. */
  readonly publisher?: number;
  /** When it was made, ms since the epoch; absent in clips. */
  readonly at?: number;
}

/** A stamp that was found in a picture. */
export interface FoundStamp extends Stamp {
  /** Whether the picture has the size at which it was made: only then can it be compared with the picture of that number. */
  readonly unscaled: boolean;
}

/** Luma of a picture, or of its upper left part as long as that includes {@link StampCodec.area}. */
export interface LumaPlane {
  readonly luma: Uint8Array;
  /** Bytes from one row to the next. */
  readonly stride: number;
  /** Size of the whole picture, px. */
  readonly width: number;
  readonly height: number;
}

/** Writes and reads stamps. */
export interface StampCodec {
  /** Frame numbers, and participants, from which on counting starts anew. */
  readonly frames: number;
  readonly publishers: number;
  /** The part of a picture that its stamp takes, from its upper left corner, in even px. */
  area(width: number, height: number): { readonly width: number; readonly height: number };
  write(plane: LumaPlane, stamp: Stamp): void;
  /** The stamp of a picture, or undefined if there is none that can be trusted. `now` is within 24 days of when it was made. */
  read(plane: LumaPlane, now: number): FoundStamp | undefined;
}

/**
 * Stamps: 12 × 8 blocks of black or white, 96 bits, in the upper left of a picture. Their size is a share of the picture's, so that a
 * scaled picture still has its stamp. Bits: frame 24, time 32, publisher 16, check of the size 8, CRC-16.
 * Self-contained, because browsers get its source text only.
 */
export function stampCodec(crc16: (bytes: Uint8Array) => number): StampCodec {
  const columns = 12;
  const rows = 8;
  const columnsPerWidth = 40;
  const rowsPerHeight = 22.5;
  const [black, white] = [16, 235];
  /** Between these means a block is neither black nor white. */
  const [darkest, brightest] = [104, 148];
  const samplesPerSide = 4;
  const frames = 2 ** 24;
  const times = 2 ** 32;
  const noPublisher = 2 ** 16 - 1;

  const left = (column: number, width: number) => Math.round((column * width) / columnsPerWidth);
  const top = (row: number, height: number) => Math.round((row * height) / rowsPerHeight);

  const sizeCheck = (width: number, height: number) => (width * 7 + height * 13 + (width >> 8) + 1) & 0xff;

  const write: StampCodec['write'] = ({ luma, stride, width, height }, { frame, publisher, at }) => {
    const bytes = new Uint8Array(12);
    const view = new DataView(bytes.buffer);
    view.setUint32(0, (frame % frames) * 256 + sizeCheck(width, height));
    // 0 means that no time is known.
    view.setUint32(4, at === undefined ? 0 : Math.floor(at) % times || 1);
    view.setUint16(8, publisher ?? noPublisher);
    view.setUint16(10, crc16(bytes.subarray(0, 10)));
    for (let row = 0; row < rows; row++)
      for (let column = 0; column < columns; column++) {
        const index = row * columns + column;
        const shade = (bytes[index >> 3]! >> (7 - (index & 7))) & 1 ? white : black;
        const from = left(column, width);
        const to = left(column + 1, width);
        for (let y = top(row, height); y < top(row + 1, height); y++)
          luma.fill(shade, y * stride + from, y * stride + to);
      }
  };

  /** Mean of points in the middle of a block, where its neighbours do not bleed in. */
  const meanOf = ({ luma, stride, width, height }: LumaPlane, row: number, column: number): number => {
    let sum = 0;
    for (let sampleY = 0; sampleY < samplesPerSide; sampleY++) {
      const y = Math.floor(((row + 0.3 + (sampleY * 0.4) / (samplesPerSide - 1)) * height) / rowsPerHeight);
      for (let sampleX = 0; sampleX < samplesPerSide; sampleX++) {
        const x = Math.floor(((column + 0.3 + (sampleX * 0.4) / (samplesPerSide - 1)) * width) / columnsPerWidth);
        sum += luma[y * stride + x]!;
      }
    }
    return sum / samplesPerSide ** 2;
  };

  const read: StampCodec['read'] = (plane, now) => {
    const bytes = new Uint8Array(12);
    for (let index = 0; index < columns * rows; index++) {
      const mean = meanOf(plane, Math.floor(index / columns), index % columns);
      if (!(mean <= darkest || mean >= brightest)) return undefined;
      if (mean >= brightest) bytes[index >> 3]! |= 1 << (7 - (index & 7));
    }
    const view = new DataView(bytes.buffer);
    if (view.getUint16(10) !== crc16(bytes.subarray(0, 10))) return undefined;
    const time = view.getUint32(4);
    const publisher = view.getUint16(8);
    return {
      frame: view.getUint32(0) >>> 8,
      ...(publisher === noPublisher ? {} : { publisher }),
      ...(time === 0 ? {} : { at: time + Math.round((now - time) / times) * times }),
      unscaled: bytes[3] === sizeCheck(plane.width, plane.height),
    };
  };

  return {
    frames,
    publishers: noPublisher,
    area: (width, height) => ({
      width: 2 * Math.ceil(left(columns, width) / 2),
      height: 2 * Math.ceil(top(rows, height) / 2),
    }),
    write,
    read,
  };
}
