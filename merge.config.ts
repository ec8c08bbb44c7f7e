import { fileURLToPath } from 'node:url';
import type { PlaywrightTestConfig } from '@playwright/test';

const sibling = import.meta.url.endsWith('.ts') ? 'ts' : 'js';

/**
 * The configuration for `npx playwright merge-reports -c merge.config.ts <folder>`: it makes the report of a whole run from the blob
 * reports of its shards, and fails unless the run passed.
 */
const config: PlaywrightTestConfig = {
  reporter: [[fileURLToPath(new URL(`./reporters/merge.${sibling}`, import.meta.url))]],
};
export default config;
