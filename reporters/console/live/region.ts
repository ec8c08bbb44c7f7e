import { columnAfter } from './cursor-column.js';
import { columnsOf } from './fit.js';
import { isXtermJs, rowsTooLow } from './reflow.js';
import type { ViewSize } from './view.js';

/** A terminal, as Node gives it. */
export type Terminal = NodeJS.WriteStream;

const everyMs = 1_000;
/** The region comes back so long after something else was written. */
const returnsAfterMs = 40;
const eraseBelow = '\u001b[J';
const eraseLine = '\u001b[K';
/** Terminals that know it show what is between the two at once. */
const [beginUpdate, endUpdate] = ['\u001b[?2026h', '\u001b[?2026l'];

/**
 * Lines at the bottom of a terminal that are drawn anew each second. Between two drawings the cursor is where it would be without them, so
 * that whatever else writes finds its place, that a resize does no harm, and that nothing has to be put right if the process dies:
 * they are erased before anything else is written through the given streams, and come back after it.
 */
export class LiveRegion {
  readonly #terminal: Terminal;
  readonly #lines: (size: ViewSize) => string[];
  readonly #undo: (() => void)[] = [];
  #write: Terminal['write'];
  #visible = false;
  /** Columns of what was drawn, from the cursor's own line down. */
  #widths: readonly number[] = [];
  #column = 0;
  #ticks: NodeJS.Timeout | undefined;
  #return: NodeJS.Timeout | undefined;

  /**
   * From now on the region knows where the cursor is.
   * @param terminal where it is drawn
   * @param others streams that end in the same terminal
   * @param lines what to draw, each at most `columns` wide, at most `rows` of them
   */
  constructor(terminal: Terminal, others: readonly Terminal[], lines: (size: ViewSize) => string[]) {
    this.#terminal = terminal;
    this.#lines = lines;
    this.#write = terminal.write.bind(terminal);
    for (const stream of new Set([terminal, ...others])) this.#hook(stream);
    const [erase, resized, interrupted] = [() => this.#erase(), () => this.#resized(), () => this.#interrupted()];
    process.on('exit', erase);
    process.on('SIGINT', interrupted);
    terminal.on('resize', resized);
    this.#undo.push(() => {
      process.off('exit', erase);
      process.off('SIGINT', interrupted);
      terminal.off('resize', resized);
    });
  }

  show(): void {
    if (this.#ticks || this.#undo.length === 0) return;
    this.#ticks = setInterval(() => this.#draw(), everyMs);
    this.#ticks.unref();
    this.#draw();
  }

  hide(): void {
    this.#erase();
    clearInterval(this.#ticks);
    clearTimeout(this.#return);
    this.#ticks = undefined;
    this.#return = undefined;
  }

  /** For good: the streams are as they were. */
  close(): void {
    this.hide();
    for (const undo of this.#undo.splice(0)) undo();
  }

  /** Whoever stops a run a second time ends it at once: then nothing of the region must be there. */
  #interrupted(): void {
    this.close();
    // While anyone listens, the signal does not end the process: without us it would have.
    if (process.listenerCount('SIGINT') === 0) process.kill(process.pid, 'SIGINT');
  }

  #hook(stream: Terminal): void {
    const { write } = stream;
    const own = Object.hasOwn(stream, 'write');
    const hooked = ((...args: Parameters<typeof write>) => {
      this.#erase();
      const result = Reflect.apply(write, stream, args);
      const [chunk] = args;
      this.#wrote(typeof chunk === 'string' ? chunk : Buffer.from(chunk).toString());
      return result;
    }) as typeof write;
    stream.write = hooked;
    this.#undo.push(() => {
      if (stream.write !== hooked) return;
      if (own) stream.write = write;
      else Reflect.deleteProperty(stream, 'write');
    });
  }

  #wrote(text: string): void {
    this.#column = columnAfter(this.#column, text, this.#size().columns);
    if (!this.#ticks) return;
    // Only when whoever writes has written all: some move the cursor and write in several pieces.
    this.#return ??= setTimeout(() => {
      this.#return = undefined;
      this.#draw();
    }, returnsAfterMs);
    this.#return.unref();
  }

  #resized(): void {
    const rows = this.#visible && isXtermJs(process.env) ? rowsTooLow(this.#widths, this.#size().columns) : 0;
    if (rows > 0) this.#write(`\u001b[${rows}A`);
    this.#draw();
  }

  #size(): ViewSize {
    const { columns = 80, rows = 24 } = this.#terminal;
    return { columns, rows };
  }

  #draw(): void {
    if (!this.#ticks || this.#return) return;
    const { columns, rows } = this.#size();
    // The last column stays free, because some terminals wrap when it is written.
    const lines = this.#lines({ columns: columns - 1, rows: rows - 2 });
    // At the right edge the cursor waits to wrap, and no move brings it back to that.
    if (lines.length === 0 || this.#column >= columns) {
      this.#erase();
      return;
    }
    const [first, up] = this.#column === 0 ? ['', lines.length - 1] : ['\r\n', lines.length];
    const back = `${up > 0 ? `\u001b[${up}A` : ''}\u001b[${this.#column + 1}G`;
    const text = lines.map((line) => `${line}${eraseLine}`).join('\r\n');
    this.#write(`${beginUpdate}${first}${text}${eraseBelow}${back}${endUpdate}`);
    this.#visible = true;
    this.#widths = [...(this.#column === 0 ? [] : [this.#column]), ...lines.map(columnsOf)];
  }

  #erase(): void {
    if (!this.#visible) return;
    this.#visible = false;
    this.#write(eraseBelow);
  }
}
