import type { Result } from './run-job.mjs';

export function hasFailed(result: Result): boolean;

/** @param seconds from start to end */
export function summary(results: readonly Result[], seconds: number): string;
