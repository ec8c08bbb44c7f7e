import { createHash, randomBytes } from 'node:crypto';
import { ciRun } from './ci-run.js';
import { isRunId } from './session-name.js';

/** What a run can be named by. */
export interface RunIdSources {
  /** What the configuration gives. */
  readonly given?: string | undefined;
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Number of shards that must agree on it. */
  readonly shards: number;
}

/** A run's id. */
export interface RunId {
  /** Letters, digits, `_` and `-`, 6 to 60: it becomes part of the names of sessions. */
  readonly id: string;
  /** Whether every shard of the run finds the same. */
  readonly shared: boolean;
}

const longest = 60;
const digestLength = 8;
// One per process: Playwright loads a configuration several times in UI mode.
const ownPart = randomBytes(4).toString('hex');

/**
 * Names a run: `given`, else `OPENVIDU_RUN_ID`, else from the variables of the CI system. A run of one shard needs no other to agree, so
 * what the CI system says gets a random part there: jobs of one CI run may each be a run of their own.
 */
export function runIdOf({ given, environment, shards }: RunIdSources): RunId {
  const chosen = given || environment.OPENVIDU_RUN_ID;
  if (chosen) return { id: sessionSafe(chosen), shared: true };
  const ci = ciRun(environment);
  if (ci && shards > 1) return { id: sessionSafe(ci), shared: true };
  return { id: sessionSafe(ci ? `${ci}-${ownPart}` : ownPart), shared: false };
}

/** Text with characters that a session's name may have, long enough for `clean`; two texts that differ stay different. */
function sessionSafe(text: string): string {
  const safe = text.replaceAll(/[^a-zA-Z0-9_-]/g, '-');
  if (safe === text && safe.length <= longest && isRunId(safe)) return safe;
  const digest = createHash('sha256').update(text).digest('hex').slice(0, digestLength);
  return `${safe.slice(0, longest - digestLength - 1)}-${digest}`;
}
