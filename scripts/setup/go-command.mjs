import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { homedir } from 'node:os';
import { basename, join } from 'node:path';
import { run } from './run.mjs';

/** Two slow cores that have to download and compile everything. */
const compileLimitMs = 1_200_000;

/**
 * Compiles a server that tests run against, once, where there is Go, into `~/.cache/playwright-openvidu/<name>-<version>`. Where it cannot
 * be, no failure in here ends the set-up, since all other tests do not need it.
 * @param {{ name: string, version: string, source: string, flags?: readonly string[], what: string, otherwise: string }} wanted `source`
 * is the Go package of its command; `otherwise` says what becomes of those tests, and the cure
 */
export async function installGoCommand({ name, version, source, flags = [], what, otherwise }) {
  const folder = join(homedir(), '.cache', 'playwright-openvidu', `${name}-${version}`);
  const executable = join(folder, name);
  if (existsSync(executable)) return;
  const { ok: hasGo } = await run('go', ['version'], { limitMs: 10_000 });
  if (!hasGo) return;

  const args = ['install', ...flags, `${source}@v${version}`];
  console.log(`Compiling ${what} for tests (go ${args.join(' ')}), some minutes …`);
  const warn = (reason) =>
    console.warn(
      `${reason}\n\nWarning: ${what} could not be installed: \`go ${args.join(' ')}\` failed, see above. ${otherwise}`,
    );
  // Put in place whole, so that an interrupted set-up leaves nothing that looks installed.
  const aside = join(folder, `compiling.${process.pid}`);
  mkdirSync(aside, { recursive: true });
  try {
    const { ok, output } = await run('go', args, { limitMs: compileLimitMs, env: { GOBIN: aside } });
    if (ok) renameSync(join(aside, basename(source)), executable);
    else warn(output);
  } catch (error) {
    warn(error.message);
  } finally {
    rmSync(aside, { recursive: true, force: true });
  }
}
