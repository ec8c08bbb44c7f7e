import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

/** Starts a file of this folder in a process of its own, which ends when this one does. */
export function startChild(
  file: 'host-process.ts' | 'generator-process.ts',
  task: object,
  environment: Record<string, string> = {},
): ChildProcess {
  const child = fork(fileURLToPath(new URL(file, import.meta.url)), {
    execArgv: ['--import', 'tsx'],
    env: { ...process.env, ...environment },
  });
  child.send(task);
  return child;
}

/** The first message of that type. Rejects if the process ends before. */
export async function heard<M extends { readonly type: string }, T extends M['type']>(
  child: ChildProcess,
  type: T,
): Promise<Extract<M, { readonly type: T }>> {
  const ended = once(child, 'exit').then(([code, signal]) => {
    throw new Error(`the process ended (${code ?? signal}) before it said “${type}”`);
  });
  for (;;) {
    const [message] = (await Promise.race([once(child, 'message'), ended])) as [M];
    if (message.type === type) return message as Extract<M, { readonly type: T }>;
  }
}

export async function endChild(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.kill('SIGKILL');
  await ended;
}
