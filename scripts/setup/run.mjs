import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** The folder of the clone. */
export const root = fileURLToPath(new URL('../..', import.meta.url));

/** What a person has to read and act on: one message, no stack. */
export class SetupError extends Error {}

/** Characters of a failed command's output that are shown. */
const shownOutput = 4_000;

/**
 * Runs a command in the clone, in silence.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {{ limitMs: number, env?: Record<string, string> }} options `env` on top of this process's environment
 * @returns {Promise<{ ok: boolean, output: string }>} its output, or why it could not be run, for showing on failure
 */
export function run(command, args, { limitMs, env = {} }) {
  return new Promise((resolve) => {
    // A group of its own, so that the time limit also ends what the command started.
    const child = spawn(command, args, {
      cwd: root,
      env: { ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: true,
    });
    let output = '';
    const keep = (chunk) => {
      output = (output + chunk).slice(-shownOutput);
    };
    child.stdout.on('data', keep);
    child.stderr.on('data', keep);
    const stop = (signal) => child.pid !== undefined && process.kill(-child.pid, signal);
    const timer = setTimeout(() => {
      keep(`\nstopped after ${limitMs / 1000} s`);
      stop('SIGKILL');
    }, limitMs);
    const interrupted = () => {
      stop('SIGTERM');
      process.exit(1);
    };
    process.once('SIGINT', interrupted).once('SIGTERM', interrupted);
    const end = (ok) => {
      clearTimeout(timer);
      process.off('SIGINT', interrupted).off('SIGTERM', interrupted);
      resolve({ ok, output: output.trim() });
    };
    child.once('error', (error) => {
      keep(error.message);
      end(false);
    });
    child.once('close', (code) => end(code === 0));
  });
}
