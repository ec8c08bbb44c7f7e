import type { Result } from './run-job.mjs';

/** Of the results of all jobs, those of which the file is run once more alone. */
export function toRepeat(results: readonly Result[]): readonly Result[];
