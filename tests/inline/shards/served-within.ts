import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

const command = fileURLToPath(new URL('../../../dist/bin/playwright-openvidu.js', import.meta.url));

export interface ServedWithin {
  /** Environment that points a run at it. */
  readonly environment: Record<string, string>;
  close(): Promise<void>;
}

/** Runs `playwright-openvidu serve` within another command, such as `ip netns exec …`. */
export async function serveWithin(within: readonly string[], address: string): Promise<ServedWithin> {
  const secret = randomUUID();
  const [program = '', ...args] = [...within, process.execPath, command, 'serve', '--bind', address, '--port', '0'];
  const child = spawn(program, args, {
    env: { ...process.env, OPENVIDU_SECRET: secret },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const kill = () => child.kill('SIGKILL');
  process.once('exit', kill);
  const exited = once(child, 'exit');
  let output = '';
  const url = await new Promise<string>((resolve, reject) => {
    child.stdout.on('data', (chunk) => {
      output += String(chunk);
      const [, found] = /listens on (\S+)/.exec(output) ?? [];
      if (found) resolve(found);
    });
    exited.then(() => reject(new Error(`the server ended before it listened: ${output}`)), reject);
  });
  return {
    environment: { OPENVIDU_URL: url, OPENVIDU_SECRET: secret },
    close: async () => {
      process.off('exit', kill);
      child.kill('SIGTERM');
      await exited;
    },
  };
}
