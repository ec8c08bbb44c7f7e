/** A stream as the heat map draws it. */
export interface MatrixStream {
  readonly session: number;
  readonly from: number;
  readonly to: number;
}

/** One session of a heat map: senders down, receivers across. */
export interface MatrixBlock {
  readonly session: number;
  readonly x: number;
  readonly y: number;
}

/** Where the cells of a heat map are, in CSS pixels. */
export interface MatrixLayout {
  readonly width: number;
  readonly height: number;
  /** Side of a cell, with its gap. */
  readonly cell: number;
  /** Participants per side of a block: the largest session's. */
  readonly size: number;
  readonly blocks: readonly MatrixBlock[];
}

const largestCell = 22;
const smallestCell = 3;
const blockGap = 10;
/** Height of a session's name above its block. */
export const nameHeight = 14;
/** A taller map gets smaller cells. */
const tallest = 640;

/** Lays the sessions of a step out in rows that fit into a width, in cells as large as a screen of height holds. */
export function layoutMatrix(streams: readonly MatrixStream[], width: number): MatrixLayout {
  const sessions = [...new Set(streams.map(({ session }) => session))].sort((a, b) => a - b);
  const size = 1 + streams.reduce((most, { from, to }) => Math.max(most, from, to), 0);
  for (let cell = largestCell; ; cell--) {
    const side = cell * size;
    const perRow = Math.max(1, Math.floor((width + blockGap) / (side + blockGap)));
    const rows = Math.ceil(sessions.length / perRow);
    const height = rows * (side + nameHeight + blockGap) - blockGap;
    const fits = side <= width && height <= tallest;
    if (!fits && cell > smallestCell) continue;
    const blocks = sessions.map((session, i) => ({
      session,
      x: (i % perRow) * (side + blockGap),
      y: Math.floor(i / perRow) * (side + nameHeight + blockGap) + nameHeight,
    }));
    const used = Math.min(sessions.length, perRow) * (side + blockGap) - blockGap;
    return { width: Math.max(1, used), height: Math.max(1, height), cell, size, blocks };
  }
}

/** The sender and receiver at a point of the map; undefined between blocks. */
export function pairAt({ blocks, cell, size }: MatrixLayout, x: number, y: number): MatrixStream | undefined {
  const side = cell * size;
  const block = blocks.find((of) => x >= of.x && x < of.x + side && y >= of.y && y < of.y + side);
  return (
    block && { session: block.session, from: Math.floor((y - block.y) / cell), to: Math.floor((x - block.x) / cell) }
  );
}
