import type { BaselineConditions, BaselineFile, BaselineRun } from '../../model/baseline.js';
import { baselineSchemaVersion } from '../../model/baseline.js';
import type { Comparison } from '../../model/comparison.js';
import type { ResolvedScenario } from '../../model/scenario.js';
import type { Verdict } from '../../model/verdict.js';
import { compareRuns, type RunComparison } from './compare-runs.js';
import { differingConditions } from './conditions.js';
import { aboutFile, oneSitting, requiredAndMissing } from './notes.js';
import { inWords, refusal } from './refusal.js';
import { fewestRuns, keptRuns } from './rules.js';
import type { RunFigures } from './run-figures.js';
import { type UpdateMode, writes } from './update-modes.js';

/** Everything that a comparison follows from. */
export interface ToCompare {
  readonly scenario: ResolvedScenario;
  /** Name of the baseline's file. */
  readonly file: string;
  /** What the file holds; the sentence that says what is wrong with it; undefined if there is none. */
  readonly stored: BaselineFile | { readonly unreadable: string } | undefined;
  readonly conditions: BaselineConditions;
  readonly runs: readonly RunFigures[];
  /** Without any comparison. Runs that failed are no example for others. */
  readonly verdict: Verdict;
  readonly update: UpdateMode;
}

export interface Compared {
  readonly comparison: Comparison;
  /** What the file is to hold from now on; undefined: it stays as it is. */
  readonly write?: BaselineFile;
}

/** Compares a scenario's runs with its stored baseline, and says what becomes of the file. */
export function againstBaseline(given: ToCompare): Compared {
  const { scenario, file, stored, conditions, update } = given;
  const sound = given.runs.map(({ run }) => run).filter(({ steps, capacity }) => steps.length > 0 || capacity);
  const found = findings(given, sound);
  const full = stored !== undefined && 'runs' in stored && stored.runs.length >= fewestRuns.baseline;
  const change =
    sound.length === 0 ? null : writes(update, { state: stateOf(found, stored), full, verdict: given.verdict });
  const kept = change === 'extended' && stored && 'runs' in stored ? stored.runs : [];
  const write: BaselineFile | undefined = change
    ? {
        schemaVersion: baselineSchemaVersion,
        scenario: scenario.title,
        conditions,
        runs: [...kept, ...sound].slice(-keptRuns),
      }
    : undefined;
  const accepted = change === 'replaced' && found.alarms.length > 0;
  const comparison: Comparison = {
    ...found,
    file,
    ...(stored === undefined && update === 'none' && { required: true }),
    written: change,
    alarms: accepted ? [] : found.alarms,
    notes: [
      ...found.notes,
      ...given.runs.flatMap(({ leftOut }, i) => leftOut.map((why) => `run ${i + 1} of ${given.runs.length}, ${why}`)),
      ...(accepted ? [`accepted as the new level: ${found.alarms.join('; ')}`] : []),
      ...aboutFile({ ...given, repeated: given.runs.length }, found, write),
    ],
  };
  return { comparison, ...(write && { write }) };
}

function findings(given: ToCompare, current: readonly BaselineRun[]): RunComparison {
  const { scenario, file, stored, conditions, update } = given;
  const { across = [] } = scenario.baseline ?? {};
  const nothing = { baselineRuns: 0, currentRuns: current.length, metrics: [], capacity: null, alarms: [] };
  if (stored === undefined)
    return { ...nothing, status: 'none', notes: update === 'none' ? [requiredAndMissing(file)] : [] };
  if ('unreadable' in stored) return { ...nothing, status: 'refused', notes: [stored.unreadable] };
  const { unlike, tolerated } = differingConditions(stored.conditions, conditions, across);
  const baselineRuns = stored.runs.length;
  if (unlike.length > 0) return { ...nothing, baselineRuns, status: 'refused', notes: [refusal(file, unlike)] };
  const compared = compareRuns(scenario, scenario.baseline!, { baseline: stored.runs, current });
  const notes = tolerated.map((of) => `${inWords(of)}; baseline.across allows it`);
  return { ...compared, notes: [...compared.notes, ...notes, ...oneSitting(stored.runs)] };
}

function stateOf({ status, alarms }: RunComparison, stored: ToCompare['stored']) {
  if (stored === undefined) return 'missing';
  if (status === 'refused') return 'refused';
  return alarms.length > 0 ? 'alarm' : 'like';
}
