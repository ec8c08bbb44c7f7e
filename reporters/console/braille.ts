/** Dots of one braille character, by column and row; U+2800 plus their sum is the character. */
const dots = [
  [0x01, 0x02, 0x04, 0x40],
  [0x08, 0x10, 0x20, 0x80],
] as const;

/** A drawing of braille characters: each holds 2 × 4 dots. Dot (0, 0) is at the top left. */
export class BrailleCanvas {
  readonly #cells: Uint8Array;

  constructor(
    readonly columns: number,
    readonly rows: number,
  ) {
    this.#cells = new Uint8Array(columns * rows);
  }

  /** Sets a dot; dots outside the canvas are left out. */
  set(x: number, y: number): void {
    const column = x >> 1;
    const row = y >> 2;
    if (x < 0 || y < 0 || column >= this.columns || row >= this.rows) return;
    this.#cells[row * this.columns + column]! |= dots[(x & 1) as 0 | 1][(y & 3) as 0 | 1 | 2 | 3];
  }

  /** Draws a straight line between two dots. */
  line(x0: number, y0: number, x1: number, y1: number): void {
    const length = Math.max(Math.abs(x1 - x0), Math.abs(y1 - y0), 1);
    for (let i = 0; i <= length; i++)
      this.set(Math.round(x0 + ((x1 - x0) * i) / length), Math.round(y0 + ((y1 - y0) * i) / length));
  }

  /** The character of a cell; undefined where nothing is drawn. */
  at(column: number, row: number): string | undefined {
    const cell = this.#cells[row * this.columns + column];
    return cell ? String.fromCharCode(0x2800 + cell) : undefined;
  }
}
