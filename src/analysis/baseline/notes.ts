import type { BaselineFile, BaselineRun } from '../../model/baseline.js';
import type { Verdict } from '../../model/verdict.js';
import type { RunComparison } from './compare-runs.js';
import { fewestRuns } from './rules.js';
import type { UpdateMode } from './update-modes.js';

/** Runs of one day tell how runs of one day vary, which may be less than days do. */
export function oneSitting(runs: readonly BaselineRun[]): string[] {
  const sittings = new Set(runs.map(({ run }) => run.split(' ')[0]));
  if (runs.length < fewestRuns.baseline || sittings.size > 1) return [];
  return [
    'all runs of the baseline were recorded in one go, so that differences from day to day may look like changes; add runs of other days with --update-snapshots',
  ];
}

/** How the run came about, as far as it explains what became of the file. */
export interface RunManner {
  /** Runs within the test. */
  readonly repeated: number;
  /** Without any comparison. */
  readonly verdict: Verdict;
  readonly update: UpdateMode;
}

/** What became of the file, what the comparison lacks, and what to do. */
export function aboutFile(
  { repeated, verdict, update }: RunManner,
  found: RunComparison,
  write: BaselineFile | undefined,
): string[] {
  const recorded = write ? [`the baseline now holds ${runsText(write.runs.length)}`] : [];
  const refusedToRecord = write || update === 'none' || update === 'default' ? [] : notRecorded(verdict, found);
  switch (found.status) {
    case 'none':
      return write
        ? [
            `the first ${runsText(write.runs.length)} of at least ${fewestRuns.baseline} were recorded; add more with --update-snapshots`,
          ]
        : [...(update === 'none' ? [] : [nothingCompared]), ...refusedToRecord];
    case 'advisory':
      return [...recorded, ...refusedToRecord, advice(found, repeated)];
    default:
      return [...recorded, ...refusedToRecord];
  }
}

/** Why a run that was to be recorded was not, if its verdict is the reason. */
function notRecorded(verdict: Verdict, { status, alarms }: RunComparison): string[] {
  if (verdict === 'failed')
    return ['not recorded: the scenario failed, and only --update-snapshots=all records a failed one'];
  if (verdict === 'inconclusive' && (status === 'refused' || alarms.length > 0))
    return [
      'not started anew: the scenario is inconclusive, and only --update-snapshots=all starts anew with such a one',
    ];
  return [];
}

/** Why a run that may record none could not be compared. */
export const requiredAndMissing = (file: string): string =>
  `nothing was compared: there is no baseline ${file}, and --update-snapshots=none records none; record one without that option, and keep the file`;

const nothingCompared = 'nothing was compared: there is no baseline yet; record one with --update-snapshots';

const runsText = (count: number): string => `${count} ${count === 1 ? 'run' : 'runs'}`;

/** Why nothing can fail yet, and what to do. */
function advice({ baselineRuns, currentRuns }: RunComparison, repeated: number): string {
  const cures = [
    ...(baselineRuns < fewestRuns.baseline ? ['add runs to the baseline with --update-snapshots'] : []),
    ...(currentRuns < fewestRuns.current
      ? [repeated < fewestRuns.current ? `set baseline.repeat to ${fewestRuns.current}` : 'see why runs do not count']
      : []),
  ];
  return `advisory: it takes ${fewestRuns.baseline} runs in the baseline and ${fewestRuns.current} now, and there are ${baselineRuns} and ${currentRuns}; ${cures.join('; ')}`;
}
