import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { once } from 'node:events';
import type { Readable } from 'node:stream';
import type { TestContext } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';

export type Program = ChildProcessByStdio<null, Readable, Readable>;

/** Runs a TypeScript program of this project; it is killed after the test if it still runs. */
export function runProgram(t: TestContext, args: readonly string[], env: NodeJS.ProcessEnv = {}): Program {
  const program = spawn(process.execPath, ['--import', 'tsx', ...args], {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  t.after(() => program.kill('SIGKILL'));
  return program;
}

/** The first line of the output that matches. */
export async function lineOf(program: Program, pattern: RegExp): Promise<string> {
  let output = '';
  for await (const chunk of program.stdout) {
    output += chunk;
    const line = output.split('\n').find((each) => pattern.test(each));
    if (line !== undefined && output.endsWith('\n')) return line;
  }
  throw new Error(`The program ended without a line like ${pattern}; it wrote: ${output}`);
}

export interface ProgramEnd {
  readonly exitCode: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

export async function endOf(program: Program): Promise<ProgramEnd> {
  const output = { stdout: '', stderr: '' };
  program.stdout.on('data', (chunk) => (output.stdout += chunk));
  program.stderr.on('data', (chunk) => (output.stderr += chunk));
  const [exitCode, signal] = await once(program, 'close');
  return { exitCode, signal, ...output };
}

export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (thrown) {
    if ((thrown as NodeJS.ErrnoException).code === 'ESRCH') return false;
    throw thrown;
  }
}

/** Resolves when a process that is not ours is gone: only asking tells. */
export async function gone(pid: number, limitMs = 10_000): Promise<void> {
  const deadline = Date.now() + limitMs;
  while (isAlive(pid)) {
    if (Date.now() > deadline) throw new Error(`Process ${pid} still runs after ${limitMs} ms`);
    await delay(20);
  }
}
