import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import type { BaselineRun } from '../../src/model/baseline.js';
import type { GateVariant } from './variants.js';

const file = new URL('bank.jsonl', import.meta.url);

/** One recorded run. */
export interface BankRun {
  readonly variant: GateVariant['name'];
  readonly run: BaselineRun;
  /** Why it does not count; empty if it does. */
  readonly leftOut: readonly string[];
}

/** Everything recorded so far. */
export function readBank(): BankRun[] {
  if (!existsSync(file)) return [];
  const lines = readFileSync(file, 'utf8').split('\n');
  return lines.filter((line) => line !== '').map((line) => JSON.parse(line) as BankRun);
}

/** Adds a run at once, so that an interruption loses at most the one under way. */
export function addToBank(run: BankRun): void {
  appendFileSync(file, `${JSON.stringify(run)}\n`);
}

/** Runs of a variant that count. */
export const soundRuns = (bank: readonly BankRun[], variant: GateVariant['name']): BaselineRun[] =>
  bank.filter((of) => of.variant === variant && of.run.steps.length > 0).map(({ run }) => run);
