import { delimiter, join } from 'node:path';
import { LoadError } from '../../model/errors.js';

/** What the search reads from the machine; injected, so that it can be tried without one. */
export interface ChromiumSearch {
  /** `CHROMIUM_PATH` and `PATH` are read. */
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Where Playwright expects its full Chromium: `chromium.executablePath()`. The file need not exist. */
  readonly playwrightPath?: string;
  /** Whether a browser can be started from this path. */
  readonly isExecutable: (path: string) => boolean;
  /** Names in a folder; an empty list if there is no such folder. */
  readonly namesIn: (folder: string) => readonly string[];
}

export interface ChromiumFound {
  /** Absent if there is none. */
  readonly executablePath?: string;
  /** What was looked at, in order, one phrase each. */
  readonly tried: readonly string[];
}

/** Headless shells come first: the same CPU, less than half the memory. */
const systemNames = [
  'chromium-headless-shell',
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
] as const;
const systemPaths = ['/Applications/Google Chrome.app/Contents/MacOS/Google Chrome'] as const;
const shellFileNames = ['chrome-headless-shell', 'chrome-headless-shell.exe', 'headless_shell'] as const;

/**
 * Finds a Chromium: `CHROMIUM_PATH`, one that Playwright installed, one of the system. A `CHROMIUM_PATH` that leads nowhere ends the
 * search: whoever set it wants that browser and no other.
 */
export function findChromium(search: ChromiumSearch): ChromiumFound {
  const tried: string[] = [];
  const wanted = search.environment.CHROMIUM_PATH;
  if (wanted) {
    tried.push(`CHROMIUM_PATH (${wanted})`);
    return search.isExecutable(wanted) ? { executablePath: wanted, tried } : { tried };
  }
  if (search.playwrightPath) {
    tried.push(`Playwright's own browser (${search.playwrightPath})`);
    const installed = [...headlessShellsBeside(search.playwrightPath, search), search.playwrightPath];
    const executablePath = installed.find(search.isExecutable);
    if (executablePath) return { executablePath, tried };
  }
  tried.push(`${systemNames.join(', ')} on PATH`);
  const folders = (search.environment.PATH ?? '').split(delimiter).filter((folder) => folder !== '');
  const onPath = systemNames.flatMap((name) => folders.map((folder) => join(folder, name)));
  const executablePath = [...onPath, ...systemPaths].find(search.isExecutable);
  return executablePath ? { executablePath, tried } : { tried };
}

/**
 * The path of the Chromium to start.
 * @throws LoadError `NO_BROWSER` that lists what was tried and says what to do
 */
export function requireChromium(search: ChromiumSearch): string {
  const { executablePath, tried } = findChromium(search);
  if (executablePath) return executablePath;
  throw new LoadError(
    'NO_BROWSER',
    search.environment.CHROMIUM_PATH
      ? `No browser can be started from ${tried.join('; ')}. Correct CHROMIUM_PATH, or unset it to search elsewhere.`
      : `No Chromium was found; tried ${tried.join('; ')}. Run \`npx playwright install --with-deps --only-shell chromium\`, install your system's chromium package, or set CHROMIUM_PATH.`,
  );
}

/** `--only-shell` installs into a folder beside the one of the full browser, of the same revision. */
function headlessShellsBeside(playwrightPath: string, search: ChromiumSearch): string[] {
  const match = /^(.*[\\/])chromium-(\d+)[\\/]/.exec(playwrightPath);
  if (!match) return [];
  const folder = `${match[1]}chromium_headless_shell-${match[2]}`;
  return search
    .namesIn(folder)
    .flatMap((inner) => shellFileNames.map((name) => join(folder, inner, name)))
    .filter((path) => search.isExecutable(path));
}
