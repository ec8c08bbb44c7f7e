import { spawnSync } from 'node:child_process';
import { run } from './run.mjs';

const aptLimitMs = 240_000;

/**
 * Installs what some tests need from Debian's packages, as root. Where that cannot be, no failure in here ends the set-up, since all
 * other tests do not need it.
 * @param {{ name: string, command: readonly string[], what: string, otherwise: string }} wanted `command` succeeds where it is
 * installed; `otherwise` says what becomes of those tests, and the cure
 */
export async function installDebianPackage({ name, command: [command, ...args], what, otherwise }) {
  if (spawnSync(command, args).status === 0 || process.getuid?.() !== 0) return;
  console.log(`Installing ${what} for tests (apt-get install ${name}) …`);
  // A server would be started as a service; tests start their own.
  const env = { DEBIAN_FRONTEND: 'noninteractive', RUNLEVEL: '1' };
  for (const step of [['update'], ['install', '-y', '--no-install-recommends', name]]) {
    const { ok, output } = await run('apt-get', step, { limitMs: aptLimitMs, env });
    if (ok) continue;
    console.warn(
      `${output}\n\nWarning: ${what} could not be installed: \`apt-get ${step.join(' ')}\` failed, see above. ${otherwise}`,
    );
    return;
  }
}
