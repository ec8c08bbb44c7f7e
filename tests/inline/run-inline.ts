import { type ChildProcess, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { TestTerminal } from '../terminal/terminal.js';
import { endWithThisProcess } from './end-with-this-process.js';

const repository = fileURLToPath(new URL('../../', import.meta.url));
const playwrightCli = path.join(repository, 'node_modules/@playwright/test/cli.js');

/** A project that a test writes, runs with the real runner in a child process, and looks at. */
export interface InlineProject {
  readonly folder: string;
  /** Starts `playwright test` with these arguments, perhaps within another command such as `ip netns exec`. */
  start(args?: readonly string[], environment?: Record<string, string>, within?: readonly string[]): InlineRun;
  /** Starts `playwright merge-reports` with these arguments. */
  merge(args: readonly string[]): InlineRun;
}

export interface InlineRun {
  readonly process: ChildProcess;
  /** Stands in the environment of every process of this run. */
  readonly marker: string;
  /** What was printed so far, standard output and error together. */
  output(): string;
  /** Resolves once the output matches; rejects with all output if the run ends before. */
  printed(pattern: RegExp): Promise<RegExpMatchArray>;
  readonly ended: Promise<InlineResult>;
}

export interface InlineResult {
  readonly exitCode: number | null;
  readonly output: string;
  readonly seconds: number;
}

/** Writes the files into a fresh folder inside the repository, so that `playwright-openvidu` is the built package. */
export function inlineProject(name: string, files: Record<string, string>): InlineProject {
  const folder = path.join(repository, 'test-results/inline', name);
  rmSync(folder, { recursive: true, force: true });
  for (const [file, text] of Object.entries(files)) {
    const at = path.join(folder, file);
    mkdirSync(path.dirname(at), { recursive: true });
    writeFileSync(at, text);
  }
  return {
    folder,
    start: (args = [], environment = {}, within = []) => start(folder, ['test', ...args], environment, within),
    merge: (args) => start(folder, ['merge-reports', ...args], {}, []),
  };
}

/** The verdict.json that a run wrote. */
export function readVerdict(project: InlineProject): VerdictFile {
  return JSON.parse(readFileSync(path.join(project.folder, 'load-report/verdict.json'), 'utf8')) as VerdictFile;
}

type Metrics = Record<
  string,
  { readonly count: number; readonly p5: number; readonly p50: number; readonly p95: number }
>;

/** The part of verdict.json that inline tests look at. */
export interface VerdictFile {
  readonly verdict: string;
  readonly problems: readonly string[];
  readonly run: {
    readonly id: string;
    readonly platform: { readonly url: string };
    readonly partial: { readonly shard: number } | null;
  };
  readonly scenarios: readonly {
    readonly title: string;
    readonly verdict: string;
    readonly reasons: readonly string[];
    readonly capacity: {
      readonly joinsPerSecond?: number;
      readonly sessions: number;
      readonly participants: number;
      readonly mediaConnections: number;
      readonly lowerBound: boolean;
      readonly limitedBy: { readonly kind: string; readonly metric?: string } | null;
    } | null;
    readonly sizing: { readonly nodes: readonly { readonly sessions: number; readonly max: number | null }[] } | null;
    readonly steps: readonly {
      readonly index: number;
      readonly sessions: number;
      readonly participants: number;
      readonly mediaConnections: number;
      readonly joinsPerSecond?: number;
      readonly verdict: string;
      readonly startSkewMs?: number;
      readonly expectedStreams: number;
      readonly flowingStreams: number;
      readonly breaches: readonly { readonly metric: string; readonly threshold: string }[];
      readonly metrics: Metrics;
      readonly windows?: Record<string, Metrics>;
      readonly impairments?: readonly { readonly name: string }[];
    }[];
  }[];
}

const steering =
  /^(OPENVIDU_|LIVEKIT_|PLAYWRIGHT_OPENVIDU_|OTEL_|GITHUB_|NODE_OPTIONS|NODE_TEST_CONTEXT|CI$|FORCE_COLOR)/;

/** This process's environment, without what would steer a run. */
export const ownEnvironment = (): NodeJS.ProcessEnv =>
  Object.fromEntries(Object.entries(process.env).filter(([name]) => !steering.test(name)));

/** Starts `playwright test` in a real terminal of 100 × 30. */
export function startInTerminal({ folder }: InlineProject): TestTerminal {
  const terminal = new TestTerminal([process.execPath, playwrightCli, 'test'], {
    columns: 100,
    rows: 30,
    cwd: folder,
    environment: { ...ownEnvironment(), TERM: 'xterm-256color' },
  });
  endWithThisProcess(terminal.process, () => terminal.process.kill());
  return terminal;
}

function start(
  folder: string,
  args: readonly string[],
  environment: Record<string, string>,
  within: readonly string[],
): InlineRun {
  const marker = `INLINE_RUN=${randomUUID()}`;
  const [command = '', ...commandArgs] = [...within, process.execPath, playwrightCli, ...args];
  const child = spawn(command, commandArgs, {
    cwd: folder,
    env: {
      ...ownEnvironment(),
      NO_COLOR: '1',
      INLINE_RUN: marker.slice('INLINE_RUN='.length),
      ...environment,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  });
  endWithThisProcess(child, () => process.kill(-child.pid!, 'SIGKILL'));
  const startedAt = performance.now();
  let text = '';
  const watchers = new Set<() => void>();
  for (const stream of [child.stdout, child.stderr])
    stream?.on('data', (chunk) => {
      text += String(chunk);
      for (const look of watchers) look();
    });
  const ended = new Promise<InlineResult>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (exitCode) =>
      resolve({ exitCode, output: text, seconds: (performance.now() - startedAt) / 1000 }),
    );
  });
  const printed = (pattern: RegExp) =>
    new Promise<RegExpMatchArray>((resolve, reject) => {
      const look = () => {
        const match = text.match(pattern);
        if (!match) return;
        watchers.delete(look);
        resolve(match);
      };
      watchers.add(look);
      look();
      ended.then(({ output }) => reject(new Error(`The run ended without printing ${pattern}:\n${output}`)), reject);
    });
  return { process: child, marker, output: () => text, printed, ended };
}
