import { readArguments, UsageError } from './read-arguments.js';

export const replayUsage = `Usage: playwright-openvidu replay <verdict.json> [--scenario <title>] [--report <folder>]

Repeats a run from what its verdict.json records: the same scenarios with the same seed over as many generators, against the
embedded server if the run used it, else against OPENVIDU_URL. Then it says what differs from the recorded run.

Options:
  --scenario <title>   only the scenario of this title
  --report <folder>    where the report goes (default load-replay)

Environment: as of the tests: OPENVIDU_URL with OPENVIDU_SECRET, or with LIVEKIT_API_KEY and LIVEKIT_API_SECRET.

Exit code: that of the tests; 1 if the file cannot be read or repeated, 2 for wrong use.
`;

export interface ReplayCommand {
  readonly name: 'replay';
  readonly file: string;
  readonly scenario?: string;
  /** Folder of the report. */
  readonly report: string;
}

/** @throws UsageError for an unknown or wrong option, or another number of files than one */
export function parseReplay(args: readonly string[]): ReplayCommand {
  const { values, positionals } = readArguments(args, { scenario: { type: 'string' }, report: { type: 'string' } });
  const [file, ...others] = positionals;
  if (file === undefined || others.length > 0)
    throw new UsageError(`replay takes one verdict.json, given ${positionals.length}; see --help.`);
  const { scenario, report = 'load-replay' } = values;
  return { name: 'replay', file, report, ...(scenario !== undefined && { scenario }) };
}
