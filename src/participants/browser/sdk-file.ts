import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

/** The unmodified openvidu-browser of the installed package, as one script for a page. */
export function openviduBrowserFile(): string {
  const manifest = createRequire(import.meta.url).resolve('openvidu-browser/package.json');
  const { version } = JSON.parse(readFileSync(manifest, 'utf8')) as { version: string };
  return join(dirname(manifest), 'static', 'js', `openvidu-browser-${version}.min.js`);
}

/** The unmodified livekit-client of the installed package, as one script for a page. */
export function livekitClientFile(): string {
  return createRequire(import.meta.url).resolve('livekit-client');
}
