import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import xterm from '@xterm/headless';

/** Why tests that need a terminal cannot run here; false if they can. */
export const skipWithoutTerminal =
  process.platform === 'linux' ? false : "needs util-linux' script, which makes the terminal";

export interface TerminalOptions {
  readonly columns: number;
  readonly rows: number;
  readonly cwd?: string;
  readonly environment: NodeJS.ProcessEnv;
}

/** A command in a real pseudo-terminal, and what a person would see there. */
export class TestTerminal {
  readonly #emulator: xterm.Terminal;
  readonly #folder = mkdtempSync(path.join(os.tmpdir(), 'terminal-'));
  readonly #watchers = new Set<() => void>();
  #cursorHidden = false;
  readonly process: ChildProcess;
  readonly ended: Promise<number | null>;

  constructor(command: readonly string[], { columns, rows, cwd, environment }: TerminalOptions) {
    this.#emulator = new xterm.Terminal({ cols: columns, rows, scrollback: 5000, allowProposedApi: true });
    const quoted = command.map((word) => `'${word.replaceAll("'", "'\\''")}'`).join(' ');
    const line = `tty > '${this.#device}'; stty -echo cols ${columns} rows ${rows}; exec ${quoted}`;
    this.process = spawn('script', ['-qfec', line, '/dev/null'], { cwd, env: environment });
    const mode = (hidden: boolean) => (parameters: (number | number[])[]) => {
      if (parameters.includes(25)) this.#cursorHidden = hidden;
      return false;
    };
    this.#emulator.parser.registerCsiHandler({ prefix: '?', final: 'l' }, mode(true));
    this.#emulator.parser.registerCsiHandler({ prefix: '?', final: 'h' }, mode(false));
    this.process.stdout?.on('data', (chunk: Buffer) => {
      this.#emulator.write(chunk, () => {
        for (const look of this.#watchers) look();
      });
    });
    this.ended = new Promise((resolve, reject) => {
      this.process.once('error', reject);
      this.process.once('close', (exitCode) => {
        rmSync(this.#folder, { recursive: true, force: true });
        this.#emulator.write('', () => resolve(exitCode));
      });
    });
  }

  get #device(): string {
    return path.join(this.#folder, 'tty');
  }

  /** The lines on the screen, without blanks behind them. */
  screen(): string[] {
    const { baseY } = this.#emulator.buffer.active;
    return this.everything().slice(baseY);
  }

  /** The same with the lines that have gone off its top. */
  everything(): string[] {
    const { active } = this.#emulator.buffer;
    return Array.from({ length: active.length }, (_, i) => active.getLine(i)?.translateToString(true).trimEnd() ?? '');
  }

  /** Resolves once the screen's text matches; rejects with it if the command ends before, or if it takes too long. */
  shows(pattern: RegExp, limitMs = 30_000): Promise<string[]> {
    return new Promise((resolve, reject) => {
      const fail = (what: string) => {
        this.#watchers.delete(look);
        reject(new Error(`${what} ${pattern}:\n${this.everything().join('\n')}`));
      };
      const timer = setTimeout(() => fail('The terminal does not show'), limitMs);
      const look = () => {
        const lines = this.screen();
        if (!pattern.test(lines.join('\n'))) return;
        clearTimeout(timer);
        this.#watchers.delete(look);
        resolve(lines);
      };
      this.#watchers.add(look);
      look();
      this.ended.then(() => fail('The command ended without showing'), reject).finally(() => clearTimeout(timer));
    });
  }

  /** As if the window were drawn to another size. */
  async resize(columns: number, rows: number): Promise<void> {
    this.#emulator.resize(columns, rows);
    const device = readFileSync(this.#device, 'utf8').trim();
    await promisify(execFile)('stty', ['-F', device, 'cols', `${columns}`, 'rows', `${rows}`]);
  }

  /** Whether a program has hidden the cursor and not shown it again. */
  get hidesCursor(): boolean {
    return this.#cursorHidden;
  }

  /** As if these keys were pressed. */
  press(keys: string): void {
    this.process.stdin?.write(keys);
  }
}
