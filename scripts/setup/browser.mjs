import { spawnSync } from 'node:child_process';
import { root, run, SetupError } from './run.mjs';

const downloadLimitMs = 240_000;
const aptLimitMs = 240_000;

/** Finds a Chromium that starts, or installs one: Playwright's, or else Debian's. */
export async function installBrowser() {
  // The search itself is the package's own, in TypeScript; what reads that is installed by now.
  const { tsImport } = await import('tsx/esm/api');
  const sources = '../../src/participants/browser/';
  const { findChromium } = await tsImport(`${sources}find-chromium.ts`, import.meta.url);
  const { machineSearch } = await tsImport(`${sources}machine-search.ts`, import.meta.url);
  const playwrightPath = await playwrightChromium();
  const find = () => {
    const search = machineSearch(playwrightPath);
    return findChromium({ ...search, isExecutable: (path) => search.isExecutable(path) && starts(path) });
  };

  const { executablePath, tried } = find();
  if (executablePath) return;
  const attempts = [...tried];
  if (!process.env.CHROMIUM_PATH)
    for (const { name, steps } of installers()) {
      console.log(`Installing a browser (${name}) …`);
      const failure = await firstFailure(steps);
      if (find().executablePath) return;
      attempts.push(`${name}:\n${indented(failure ?? 'it ran, but left no browser that starts')}`);
    }
  throw new SetupError(
    `No Chromium could be found or installed. Tried, in this order:\n${attempts.map((attempt) => `- ${attempt}`).join('\n')}\n` +
      (process.env.CHROMIUM_PATH
        ? 'Correct CHROMIUM_PATH, or unset it to search elsewhere.'
        : 'Install Chromium or Chrome by other means, and set CHROMIUM_PATH to it.'),
  );
}

function* installers() {
  const shell = ['playwright', 'install', '--with-deps', '--only-shell', 'chromium'];
  yield { name: `npx ${shell.join(' ')}`, steps: [['npx', shell, downloadLimitMs]] };
  if (process.getuid?.() !== 0) return;
  for (const name of ['chromium-headless-shell', 'chromium'])
    yield {
      name: `apt-get install ${name}`,
      steps: [
        ['apt-get', ['update'], aptLimitMs],
        ['apt-get', ['install', '-y', '--no-install-recommends', name], aptLimitMs],
      ],
    };
}

/** The output of the first command that fails; undefined if none does. */
async function firstFailure(steps) {
  for (const [command, args, limitMs] of steps) {
    const { ok, output } = await run(command, args, { limitMs });
    if (!ok) return output;
  }
  return undefined;
}

async function playwrightChromium() {
  const { chromium } = await import('@playwright/test');
  return chromium.executablePath();
}

/** A browser whose libraries are missing is there, but does not start. */
const starts = (path) => spawnSync(path, ['--version'], { cwd: root, timeout: 10_000 }).status === 0;

const indented = (text) => text.replace(/^/gm, '    ');
