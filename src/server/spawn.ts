import { type ChildProcess, fork } from 'node:child_process';
import { createRequire } from 'node:module';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { LoadError, messageOf } from '../model/errors.js';
import type { ChildMessage, StartMessage } from './child-messages.js';
import { resolveServerOptions, type ServerOptionsInput } from './server-options.js';

/** How a server process ended. */
export interface ServerExit {
  readonly exitCode: number | null;
  readonly signal: NodeJS.Signals | null;
  /** The last of what it wrote to stderr. */
  readonly output: string;
}

/** An embedded server in a process of its own. */
export interface ServerProcess {
  /** Scheme, host and port for clients. */
  readonly url: string;
  readonly secret: string;
  readonly pid: number;
  /** Ends the process; resolves when it is gone. */
  close(): Promise<void>;
  /** Resolves when the process is gone, for whatever reason. */
  readonly exited: Promise<ServerExit>;
}

const startLimitMs = 20_000;
const closeLimitMs = 5000;
const keptOutputLength = 4000;

/**
 * Starts an embedded server in a child process. It ends with this process, even if this one is killed.
 * @throws LoadError `INVALID_CONFIG` for wrong options, `PORT_IN_USE`, or `SERVER_DIED` if it ended or did not listen within 20 s.
 */
export async function spawnServer(options: ServerOptionsInput = {}): Promise<ServerProcess> {
  const resolved = resolveServerOptions(options);
  const child = fork(mainPath(), {
    execArgv: loaderArguments(),
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    // Of its own group, so that Ctrl-C in a terminal reaches only the parent, which closes its sessions first.
    detached: true,
  });
  const exited = exitOf(child);
  const { secret, url } = await started(child, exited, { type: 'start', options: resolved });
  return {
    url,
    secret,
    pid: child.pid!,
    exited,
    async close() {
      const kill = setTimeout(() => child.kill('SIGKILL'), closeLimitMs);
      child.kill('SIGTERM');
      await exited;
      clearTimeout(kill);
    },
  };
}

async function started(child: ChildProcess, exited: Promise<ServerExit>, start: StartMessage) {
  const message = new Promise<ChildMessage>((resolve) => child.once('message', resolve));
  // A child that cannot take the message is gone, and its exit says why.
  child.send(start, () => undefined);
  const timeout = setTimeout(() => child.kill('SIGKILL'), startLimitMs);
  const outcome = await Promise.race([message, exited]);
  clearTimeout(timeout);
  if (!('type' in outcome)) throw diedBeforeListening(outcome);
  if (outcome.type === 'failed') throw new LoadError(outcome.code, outcome.message);
  return outcome;
}

function diedBeforeListening({ exitCode, signal, output }: ServerExit): LoadError {
  const how = signal ? `signal ${signal}` : `exit code ${exitCode}`;
  const words = output.trim() ? `: ${output.trim()}` : '';
  return new LoadError(
    'SERVER_DIED',
    `The embedded server ended with ${how} before it listened${words}; run "playwright-openvidu serve" to see it start by itself.`,
  );
}

async function exitOf(child: ChildProcess): Promise<ServerExit> {
  let output = '';
  child.stderr?.on('data', (chunk) => {
    output = (output + chunk).slice(-keptOutputLength);
  });
  return new Promise((resolve) => {
    child.once('error', (thrown) => resolve({ exitCode: null, signal: null, output: messageOf(thrown) }));
    child.once('close', (exitCode, signal) => resolve({ exitCode, signal, output }));
  });
}

function runsFromSource(): boolean {
  return import.meta.url.endsWith('.ts');
}

function mainPath(): string {
  return fileURLToPath(new URL(runsFromSource() ? './main.ts' : './main.js', import.meta.url));
}

/** From source, a child of a process that has a TypeScript loader of another kind needs one of its own. */
function loaderArguments(): string[] {
  const inherited = process.execArgv;
  if (!runsFromSource() || inherited.some((argument) => argument.includes('tsx'))) return inherited;
  return ['--import', pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href];
}
