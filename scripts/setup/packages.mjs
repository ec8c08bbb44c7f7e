import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root, run, SetupError } from './run.mjs';

const installLimitMs = 300_000;

/** Installs node_modules as package-lock.json wants them, unless they are there. */
export async function installPackages() {
  if (packagesAreCurrent()) return;
  console.log('Installing packages (npm install --no-save) …');
  const { ok, output } = await run('npm', ['install', '--no-save', '--include=dev', '--no-audit', '--no-fund'], {
    limitMs: installLimitMs,
  });
  if (!ok)
    throw new SetupError(
      `${output}\n\nThe packages could not be installed: \`npm install --no-save\` failed, see above.`,
    );
}

/** npm notes in node_modules what it installed there. Packages for other machines are in the lock, but never there. */
function packagesAreCurrent() {
  const wanted = packagesOf(join(root, 'package-lock.json'));
  const installed = packagesOf(join(root, 'node_modules', '.package-lock.json'));
  return Object.entries(wanted)
    .filter(([path, { optional, devOptional }]) => path !== '' && !optional && !devOptional)
    .every(([path, { version }]) => installed[path]?.version === version);
}

const packagesOf = (lock) => (existsSync(lock) ? JSON.parse(readFileSync(lock, 'utf8')).packages : {});
