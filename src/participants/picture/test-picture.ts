/** Moving pictures of one size, each made from its number alone. */
export interface TestPicture {
  /** Length of a picture as I420. */
  readonly bytes: number;
  /** Makes picture `frame` as I420: luma, then both chroma planes, without padding. */
  render(frame: number, into: Uint8Array): void;
}

/**
 * Pictures that give an encoder the work of a lively camera, at the cost of copying rows: bands of a texture that move at different
 * speeds. Integers throughout, so that every machine makes the same picture of a number. Width and height are even.
 * Self-contained, because browsers get its source text only.
 */
export function testPicture(width: number, height: number): TestPicture {
  const period = 512;
  /** Width and height of the smooth patches of the texture, px, and how far they go up and down. */
  const octaves = [
    { cell: 64, amplitude: 44 },
    { cell: 16, amplitude: 14 },
    { cell: 4, amplitude: 4 },
  ];
  /** Pixels per frame of each band, to the left and upwards; even, so that chroma moves with luma. */
  const speeds = [
    [2, 0],
    [-4, 2],
    [6, -2],
    [0, 4],
    [-2, -4],
    [4, 2],
  ] as const;

  const hash = (x: number, y: number, seed: number): number => {
    let value = Math.imul(x, 0x27d4eb2d) ^ Math.imul(y, 0x165667b1) ^ Math.imul(seed, 0x9e3779b1);
    value = Math.imul(value ^ (value >>> 15), 0x85ebca6b);
    value = Math.imul(value ^ (value >>> 13), 0xc2b2ae35);
    return (value ^ (value >>> 16)) & 0xff;
  };

  /** Adds noise that is smooth over `cell` px and repeats after `size` px. */
  const addNoise = (into: Int32Array, size: number, cell: number, amplitude: number, seed: number) => {
    const cells = size / cell;
    const corners = Int32Array.from({ length: cells * cells }, (_, corner) =>
      hash(corner % cells, Math.floor(corner / cells), seed),
    );
    for (let y = 0; y < size; y++) {
      const upperRow = Math.floor(y / cell) * cells;
      const lowerRow = (upperRow + cells) % (cells * cells);
      const down = y % cell;
      for (let column = 0; column < cells; column++) {
        const next = (column + 1) % cells;
        const left = corners[upperRow + column]! * (cell - down) + corners[lowerRow + column]! * down;
        const right = corners[upperRow + next]! * (cell - down) + corners[lowerRow + next]! * down;
        const start = y * size + column * cell;
        for (let x = 0; x < cell; x++) {
          const mean = Math.floor((left * (cell - x) + right * x) / (cell * cell));
          into[start + x]! += Math.floor(((mean - 128) * amplitude) / 64);
        }
      }
    }
  };

  /** Rows longer by a picture's width than the period, so that a picture's row is one piece of them wherever it begins. */
  const textureOf = (size: number, rowLength: number, layers: typeof octaves, seed: number) => {
    const sums = new Int32Array(size * size).fill(128);
    for (const [index, { cell, amplitude }] of layers.entries()) addNoise(sums, size, cell, amplitude, seed + index);
    const texture = new Uint8Array(size * rowLength);
    for (let y = 0; y < size; y++) {
      const row = texture.subarray(y * rowLength, (y + 1) * rowLength);
      for (let x = 0; x < size; x++) row[x] = Math.max(16, Math.min(235, sums[y * size + x]!));
      for (let x = size; x < rowLength; x += size) row.copyWithin(x, 0, Math.min(size, rowLength - x));
    }
    return { texture, size, rowLength };
  };

  const smooth = [{ cell: 64, amplitude: 24 }];
  const [chromaWidth, chromaHeight] = [width / 2, height / 2];
  const luma = textureOf(period, period + width, octaves, 1);
  const blue = textureOf(period / 2, period / 2 + chromaWidth, smooth, 11);
  const red = textureOf(period / 2, period / 2 + chromaWidth, smooth, 21);

  const copyRows = (
    { texture, size, rowLength }: ReturnType<typeof textureOf>,
    planeWidth: number,
    planeHeight: number,
    into: Uint8Array,
    scale: number,
    frame: number,
  ) => {
    const wrap = (offset: number) => ((offset % size) + size) % size;
    for (let y = 0; y < planeHeight; y++) {
      const band = Math.floor((y * speeds.length) / planeHeight);
      const [right, down] = speeds[band]!;
      const from = wrap((right * frame) / scale) + wrap(y + (down * frame) / scale) * rowLength;
      into.set(texture.subarray(from, from + planeWidth), y * planeWidth);
    }
  };

  const [lumaBytes, chromaBytes] = [width * height, chromaWidth * chromaHeight];
  return {
    bytes: lumaBytes + 2 * chromaBytes,
    render(frame, into) {
      copyRows(luma, width, height, into, 1, frame);
      copyRows(blue, chromaWidth, chromaHeight, into.subarray(lumaBytes), 2, frame);
      copyRows(red, chromaWidth, chromaHeight, into.subarray(lumaBytes + chromaBytes), 2, frame);
    },
  };
}
