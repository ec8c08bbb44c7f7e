import type { ProgressForm } from '../../../src/model/report-options.js';
import type { LiveState } from '../../live/live-state.js';
import { colours, noColours, type Paint, stylesWanted } from '../colours.js';
import { progressLine } from '../progress-line.js';
import { LiveRegion } from './region.js';
import { type LiveView, type ViewSize, viewLines } from './view.js';

/** Where a run shows that it goes on. */
export interface ProgressScreen {
  /** A scenario runs. */
  show(): void;
  /** None does. */
  hide(): void;
  /** The run is over. */
  close(): void;
}

/** A line at least this often while a scenario runs. */
const lineEveryMs = 4_000;
const fewestColumns = 20;
const fewestRows = 4;
const roomForGap = 10;

/** The screen for this process's standard output. */
export function progressScreen(form: ProgressForm, views: () => readonly LiveView[]): ProgressScreen {
  const { stdout, stderr, env } = process;
  if (form === 'off') return { show: () => {}, hide: () => {}, close: () => {} };
  if (form === 'lines' || !takesRegion(stdout, env)) return new LineScreen(views, (line) => stdout.write(`${line}\n`));
  const paint = stylesWanted() ? colours : noColours;
  return new LiveRegion(stdout, stderr.isTTY ? [stderr] : [], (size) => linesOf(views(), size, paint));
}

type Output = Pick<NodeJS.WriteStream, 'isTTY' | 'columns' | 'rows'> & { readonly write?: unknown };

/**
 * Whether lines can be drawn over each other there: in a terminal of some size, not in CI, and not where someone has taken the output over,
 * as Playwright's UI mode does.
 */
export function takesRegion(output: Output, env: Readonly<Record<string, string | undefined>>): boolean {
  const isOn = (value: string | undefined) => value !== undefined && !['', '0', 'false'].includes(value);
  const { columns = 0, rows = 0 } = output;
  if (!output.isTTY || Object.hasOwn(output, 'write')) return false;
  if (env.TERM === 'dumb' || isOn(env.CI) || ['0', 'false'].includes(env.PLAYWRIGHT_FORCE_TTY ?? '')) return false;
  return columns >= fewestColumns && rows >= fewestRows;
}

/** An empty line above keeps them apart from what was printed, if there is room. */
function linesOf(views: readonly LiveView[], { columns, rows }: ViewSize, paint: Paint): string[] {
  if (views.length === 0) return [];
  const lines = rows >= roomForGap ? [''] : [];
  for (const view of views) lines.push(...viewLines(view, { columns, rows: rows - lines.length }, paint));
  return lines;
}

/** A line per running scenario, every few seconds. */
class LineScreen implements ProgressScreen {
  #timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly views: () => readonly { readonly state: LiveState }[],
    private readonly write: (line: string) => void,
  ) {}

  show(): void {
    if (this.#timer) return;
    this.#print();
    this.#timer = setInterval(() => this.#print(), lineEveryMs);
    this.#timer.unref();
  }

  hide(): void {
    clearInterval(this.#timer);
    this.#timer = undefined;
  }

  close(): void {
    this.hide();
  }

  #print(): void {
    for (const { state } of this.views()) this.write(progressLine(state));
  }
}
