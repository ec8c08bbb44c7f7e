import { spawnSync } from 'node:child_process';
import { run } from './run.mjs';

const aptLimitMs = 240_000;

/**
 * Installs the Redis that tests of runs over several machines need, from Debian's packages, as root. Where that cannot be, those tests
 * are skipped, or fail in CI; all others do not need it, so that no failure in here ends the set-up.
 */
export async function installRedisServer() {
  if (spawnSync('redis-server', ['--version']).status === 0 || process.getuid?.() !== 0) return;
  console.log('Installing a Redis for tests (apt-get install redis-server) …');
  // Debian's package would start one as a service; tests start their own.
  const env = { DEBIAN_FRONTEND: 'noninteractive', RUNLEVEL: '1' };
  for (const args of [['update'], ['install', '-y', '--no-install-recommends', 'redis-server']]) {
    const { ok, output } = await run('apt-get', args, { limitMs: aptLimitMs, env });
    if (ok) continue;
    console.warn(
      `${output}\n\nWarning: Redis could not be installed: \`apt-get ${args.join(' ')}\` failed, see above. ` +
        'Tests of runs over several machines are skipped, or fail where CI is set; to run them, put a redis-server on the PATH.',
    );
    return;
  }
}
