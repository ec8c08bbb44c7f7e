import { accessSync, constants, readdirSync } from 'node:fs';
import type { ChromiumSearch } from './find-chromium.js';

/**
 * A search of this machine.
 * @param playwrightPath what `chromium.executablePath()` of Playwright says
 */
export function machineSearch(playwrightPath?: string): ChromiumSearch {
  return {
    environment: process.env,
    ...(playwrightPath === undefined ? {} : { playwrightPath }),
    isExecutable: (path) => succeeds(() => accessSync(path, constants.X_OK)),
    namesIn: (folder) => (succeeds(() => accessSync(folder, constants.R_OK)) ? readdirSync(folder) : []),
  };
}

/** The file system answers "is it there" by throwing. */
function succeeds(check: () => void): boolean {
  try {
    check();
    return true;
  } catch {
    return false;
  }
}
