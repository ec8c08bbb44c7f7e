import type { BaselineConditions, BaselineFile, BaselineRun } from '../../model/baseline.js';
import { baselineSchemaVersion } from '../../model/baseline.js';
import type { Comparison } from '../../model/comparison.js';
import type { ResolvedScenario, TolerableDifference } from '../../model/scenario.js';
import { compareRuns, type RunComparison } from './compare-runs.js';
import { type ConditionDifference, differingConditions } from './conditions.js';
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
  /** A threshold or guard has failed the scenario: such runs are no example for others. */
  readonly failed: boolean;
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
    sound.length === 0 ? null : writes(update, { state: stateOf(found, stored), full, failed: given.failed });
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
    written: change,
    alarms: accepted ? [] : found.alarms,
    notes: [
      ...found.notes,
      ...given.runs.flatMap(({ leftOut }, i) => leftOut.map((why) => `run ${i + 1} of ${given.runs.length}, ${why}`)),
      ...(accepted ? [`accepted as the new level: ${found.alarms.join('; ')}`] : []),
      ...aboutFile(given, found, write, change),
    ],
  };
  return { comparison, ...(write && { write }) };
}

function findings(given: ToCompare, current: readonly BaselineRun[]): RunComparison {
  const { scenario, file, stored, conditions } = given;
  const { across = [] } = scenario.baseline ?? {};
  const nothing = { baselineRuns: 0, currentRuns: current.length, metrics: [], capacity: null, alarms: [] };
  if (stored === undefined) return { ...nothing, status: 'none', notes: [] };
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

/** Runs of one day tell how runs of one day vary, which may be less than days do. */
function oneSitting(runs: readonly BaselineRun[]): string[] {
  const sittings = new Set(runs.map(({ run }) => run.split(' ')[0]));
  if (runs.length < fewestRuns.baseline || sittings.size > 1) return [];
  return [
    'all runs of the baseline were recorded in one go, so that differences from day to day may look like changes; add runs of other days with --update-snapshots',
  ];
}

function aboutFile(
  { runs, failed, update }: ToCompare,
  found: RunComparison,
  write: BaselineFile | undefined,
  change: Comparison['written'],
): string[] {
  const recorded = write ? [`the baseline now holds ${runsText(write.runs.length)}`] : [];
  const refusedToRecord =
    failed && !change && update !== 'none' && update !== 'default'
      ? ['not recorded: the scenario failed, and only --update-snapshots=all records a failed one']
      : [];
  switch (found.status) {
    case 'none':
      return write
        ? [
            `the first ${runsText(write.runs.length)} of at least ${fewestRuns.baseline} were recorded; add more with --update-snapshots`,
          ]
        : ['there is no baseline yet; record one with --update-snapshots', ...refusedToRecord];
    case 'advisory':
      return [...recorded, ...refusedToRecord, advice(found, runs.length)];
    default:
      return [...recorded, ...refusedToRecord];
  }
}

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

const mostNamed = 3;

function refusal(file: string, unlike: readonly ConditionDifference[]): string {
  const named = unlike.slice(0, mostNamed).map(inWords).join('; ');
  const more = unlike.length > mostNamed ? `; and ${unlike.length - mostNamed} more` : '';
  const tolerable = [...new Set(unlike.flatMap(({ path }) => tolerableNameOf(path) ?? []))];
  const all = unlike.every(({ path }) => tolerableNameOf(path));
  const allow = all
    ? `, or compare all the same with baseline.across: [${tolerable.map((of) => `'${of}'`).join(', ')}]`
    : '';
  return `the baseline ${file} is of something unlike: ${named}${more}; start it anew with --update-snapshots${allow}`;
}

const tolerableNameOf = (path: string): TolerableDifference | undefined =>
  path.startsWith('machine.') ? 'machine' : path === 'platform.version' || path === 'platform.url' ? path : undefined;

function inWords({ path, baseline, current }: ConditionDifference): string {
  return `${path} was ${shown(baseline)} and is ${shown(current)}`;
}

const longestShown = 60;

function shown(value: unknown): string {
  if (value === undefined) return 'not set';
  const text = JSON.stringify(value);
  return text.length > longestShown ? `${text.slice(0, longestShown)}…` : text;
}
