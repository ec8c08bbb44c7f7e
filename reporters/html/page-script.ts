import { existsSync, readFileSync } from 'node:fs';

/** Beside this file in the package; run from its sources, in what was built last. */
const places = ['page-script.bundle.js', '../../dist/reporters/html/page-script.bundle.js'];

/**
 * The script of the page, which the build bundles.
 * @throws Error if nothing was built
 */
export function readPageScript(): string {
  const found = places.map((place) => new URL(place, import.meta.url)).find((url) => existsSync(url));
  if (!found) throw new Error('The script of the report was not bundled: run npm run build.');
  return readFileSync(found, 'utf8');
}
