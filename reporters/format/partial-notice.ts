import type { RunInfo } from '../collect/run-model.js';

/** What a reader of one shard's own report must know; null where the report is of the whole run. */
export function partialNotice({ partial, shards, generators }: RunInfo): string | null {
  if (!partial) return null;
  const { from, to } = partial.generators;
  const which = from === to ? `generator ${from}` : `generators ${from} to ${to}`;
  return `Shard ${partial.shard} of ${shards}, with ${which} of ${generators}. Verdicts, steps and their figures are of all generators; duration and machines are of this shard only. playwright merge-reports makes the report of the whole run.`;
}
