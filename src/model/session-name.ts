import type { Shard } from './shard.js';

// Letters, digits, `_` and `-` are all that OpenVidu allows.
const safe = (name: string): string => name.replaceAll(/[^a-zA-Z0-9_-]/g, '-');

/** Id of the n-th run of one process: in UI mode there are several. */
export const idOfRun = (id: string, run: number): string => (run === 1 ? id : `${id}-r${run}`);

/** Name of a scenario's session on the platform. It says which run and which scenario opened it, so that a leak can be found and named. */
export const sessionName = (runId: string, scenarioKeyHash: string, session: number): string =>
  safe(`load-${runId}-${scenarioKeyHash}-${session}`);

/**
 * Name of a session that an ordinary test opens. It carries the shard, as other shards may still run tests when this one has ended.
 * @param own what tells it from all others of the shard
 */
export const testSessionName = (runId: string, { current }: Shard, own: string): string =>
  safe(`test-${runId}-s${current}-${own}`);

/**
 * Whether a session is one that the end of this shard's run closes. Sessions of scenarios are everybody's: a scenario ends in all shards
 * together, and no shard can begin one without the others.
 */
export function isClosedByShard(name: string, runId: string, { current }: Shard): boolean {
  const run = `${safe(runId)}(-r\\d+)?`;
  return new RegExp(`^(load-${run}-[0-9a-f]{8}-\\d+|test-${run}-s${current}-.+)$`).test(name);
}

/** Whether `text` may be the id of one run. Shorter ones are slips of the keyboard, or beginnings of an id. */
export const isRunId = (text: string): boolean => /^[a-zA-Z0-9_-]{6,80}$/.test(text);

/**
 * Whether a session was opened by this run, in whatever shard: by its whole name, never because the name merely contains the id. The id
 * of a process' first run stands for its later ones as well.
 */
export function isSessionOfRun(name: string, runId: string): boolean {
  if (!isRunId(runId)) return false;
  const run = `${runId}(-r\\d+)?`;
  return new RegExp(`^(load-${run}-[0-9a-f]{8}-\\d+|test-${run}-s\\d+-\\d+-\\d+-[0-9a-z]+)$`).test(name);
}
