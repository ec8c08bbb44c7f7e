import { fileURLToPath } from 'node:url';
import type { PlaywrightTestConfig } from '@playwright/test';
import { checkMergeOptions, type MergeOptions } from './reporters/merge.js';

const sibling = import.meta.url.endsWith('.ts') ? 'ts' : 'js';

export type { MergeOptions };

/**
 * Makes the configuration for `npx playwright merge-reports -c merge.config.ts <folder>`: it makes the report of a whole run from the blob
 * reports of its shards, and fails unless the run passed.
 * @throws LoadError `INVALID_CONFIG` with every mistake at once
 */
export function defineMergeConfig(report: MergeOptions = {}): PlaywrightTestConfig {
  checkMergeOptions(report);
  return { reporter: [[fileURLToPath(new URL(`./reporters/merge.${sibling}`, import.meta.url)), report]] };
}

/** The same with the defaults. */
export default defineMergeConfig();
