import { isRunId } from '../../src/model/session-name.js';
import { readArguments, refusePositionals, UsageError } from './read-arguments.js';

export const cleanUsage = `Usage: playwright-openvidu clean --run <id> [--dry-run]

Closes every session that a run left open on OPENVIDU_URL. The id stands in verdict.json (run.id) and in the names of the
sessions: load-<id>-…

Options:
  --run <id>     id of the run, whole
  --dry-run      only print what would be closed

Environment:
  OPENVIDU_URL                              the deployment
  OPENVIDU_SECRET                           OpenVidu 2: its secret
  LIVEKIT_API_KEY, LIVEKIT_API_SECRET       OpenVidu 3: its API key and secret
  OPENVIDU_IGNORE_HTTPS_ERRORS=1            accept a certificate that no authority vouches for

Exit code: 0 if no session of the run is open any more, 1 if one could not be closed, 2 for wrong use.
`;

export interface CleanCommand {
  readonly name: 'clean';
  readonly run: string;
  readonly dryRun: boolean;
}

/** @throws UsageError for an unknown or wrong option, and for an id that could name more than one run */
export function parseClean(args: readonly string[]): CleanCommand {
  const { values, positionals } = readArguments(args, { run: { type: 'string' }, 'dry-run': { type: 'boolean' } });
  refusePositionals('clean', positionals);
  const { run } = values;
  if (run === undefined) throw new UsageError('clean needs --run <id>, the run.id of its verdict.json.');
  if (!isRunId(run))
    throw new UsageError(
      `"${run}" is no id of a run; give it whole, without wildcards: at least 6 of the letters, digits, - and _, as run.id of verdict.json has it.`,
    );
  return { name: 'clean', run, dryRun: values['dry-run'] ?? false };
}
