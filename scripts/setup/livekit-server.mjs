import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { run } from './run.mjs';

const version = '1.13.5';
/** Two slow cores that have to download and compile everything. */
const compileLimitMs = 1_200_000;

/**
 * Compiles the LiveKit server that tests of OpenVidu 3 run against, once, where there is Go. Without it those tests are skipped, or fail
 * in CI; all others do not need it, so that no failure in here ends the set-up.
 */
export async function installLivekitServer() {
  const folder = join(homedir(), '.cache', 'playwright-openvidu', `livekit-server-${version}`);
  const executable = join(folder, 'livekit-server');
  if (process.env.LIVEKIT_SERVER_PATH || existsSync(executable)) return;
  const { ok: hasGo } = await run('go', ['version'], { limitMs: 10_000 });
  if (!hasGo) return;

  const source = `github.com/livekit/livekit-server/cmd/server@v${version}`;
  console.log(`Compiling the LiveKit server for tests (go install ${source}), some minutes …`);
  // Put in place whole, so that an interrupted set-up leaves nothing that looks installed.
  const aside = join(folder, `compiling.${process.pid}`);
  mkdirSync(aside, { recursive: true });
  try {
    const { ok, output } = await run('go', ['install', source], { limitMs: compileLimitMs, env: { GOBIN: aside } });
    if (ok) renameSync(join(aside, 'server'), executable);
    else warn(source, output);
  } catch (error) {
    warn(source, error.message);
  } finally {
    rmSync(aside, { recursive: true, force: true });
  }
}

function warn(source, reason) {
  console.warn(
    `${reason}\n\nWarning: the LiveKit server could not be installed: \`go install ${source}\` failed, see above. ` +
      'Tests of OpenVidu 3 are skipped, or fail where CI is set; to run them, set LIVEKIT_SERVER_PATH to a livekit-server.',
  );
}
