import { spawnSync } from 'node:child_process';
import { run } from './run.mjs';

const aptLimitMs = 240_000;
const packages = ['prometheus', 'prometheus-node-exporter'];

/**
 * Installs the Prometheus, and the exporter of a machine's figures, that some tests need, from Debian's packages, as root. Where that
 * cannot be, those tests are skipped, or fail in CI; no failure in here ends the set-up.
 */
export async function installPrometheus() {
  const lacking = packages.filter((name) => spawnSync(name, ['--version']).status !== 0);
  if (lacking.length === 0 || process.getuid?.() !== 0) return;
  console.log(`Installing a Prometheus for tests (apt-get install ${lacking.join(' ')}) …`);
  // Debian's packages would start services; tests start their own.
  const env = { DEBIAN_FRONTEND: 'noninteractive', RUNLEVEL: '1' };
  for (const args of [['update'], ['install', '-y', '--no-install-recommends', ...lacking]]) {
    const { ok, output } = await run('apt-get', args, { limitMs: aptLimitMs, env });
    if (ok) continue;
    console.warn(
      `${output}\n\nWarning: Prometheus could not be installed: \`apt-get ${args.join(' ')}\` failed, see above. ` +
        `Tests with a real Prometheus are skipped, or fail where CI is set; to run them, put ${packages.join(' and ')} on the PATH.`,
    );
    return;
  }
}
