import { createRequire } from 'node:module';

/** Version of this package, found by its own name, because the path to it differs between source and build. */
export function packageVersion(): string {
  const { version } = createRequire(import.meta.url)('playwright-openvidu/package.json') as { version: string };
  return version;
}
