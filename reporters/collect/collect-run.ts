import { isDeepStrictEqual } from 'node:util';
import type { EvidenceRecord, MachineInfo } from '../../src/model/evidence.js';
import { generatorsOfShard, type Shard } from '../../src/model/shard.js';
import type { Verdict } from '../../src/model/verdict.js';
import { collectScenario, type ExpectedScenario } from './collect-scenario.js';
import { groupEvidence, type ScenarioEvidence } from './evidence-of-scenario.js';
import type { RunInfo, RunModel, ScenarioModel } from './run-model.js';

/** What the runner knows beside the evidence. */
export interface CollectContext {
  /** The scenarios that the run declared, in their order. */
  readonly expected: readonly ExpectedScenario[];
  /** What went wrong outside any evidence, one sentence each. */
  readonly problems: readonly string[];
  /** How long the run took, used where the evidence does not say. Default 0. */
  readonly durationSeconds?: number;
  /** The only shard whose own records are here. Default: the records of all are expected. */
  readonly shard?: Shard | undefined;
}

/** Everything that a run came to, from its evidence. The same evidence, in whatever order, gives the same model. */
export function collectRun(records: readonly EvidenceRecord[], context: CollectContext): RunModel {
  const evidence = groupEvidence(records);
  const problems = [...context.problems, ...mixedRuns(records)];
  const scenarios = scenariosOf(context.expected, evidence).map((expected) =>
    collectScenario(expected, evidence.get(expected.key), context.shard),
  );
  return {
    run: runInfo([...evidence.values()], context),
    verdict: overallVerdict(scenarios, problems),
    scenarios,
    problems,
    tolerant: records.some(isTolerant),
  };
}

/** The evidence itself says whether the run is tolerant, so that a merge comes to the same. */
const isTolerant = (record: EvidenceRecord): boolean => record.type === 'scenario' && record.inconclusive === 'warn';

/** Evidence of a run and of its repetition are easily given to one merge. */
function mixedRuns(records: readonly EvidenceRecord[]): string[] {
  const ids = [...new Set(records.flatMap((record) => (record.type === 'scenario' ? [record.runId] : [])))].sort();
  if (ids.length < 2) return [];
  return [`This is evidence of ${ids.length} runs, ${ids.join(' and ')}: merge the reports of one run only.`];
}

/** The declared scenarios in their order, then those that only evidence knows. */
function scenariosOf(
  expected: readonly ExpectedScenario[],
  evidence: ReadonlyMap<string, ScenarioEvidence>,
): ExpectedScenario[] {
  const declared = new Set(expected.map(({ key }) => key));
  const others = [...evidence.values()].flatMap(({ key, starts: [start] }) =>
    start && !declared.has(key) ? [{ key, title: start.resolved.title, generators: start.generators }] : [],
  );
  return [...expected, ...others];
}

/** A run that judged nothing has shown nothing: it does not pass. */
function overallVerdict(scenarios: readonly ScenarioModel[], problems: readonly string[]): Verdict {
  const verdicts = new Set(scenarios.map(({ verdict }) => verdict));
  if (verdicts.has('failed')) return 'failed';
  return verdicts.has('inconclusive') || verdicts.size === 0 || problems.length > 0 ? 'inconclusive' : 'passed';
}

function runInfo(
  evidence: readonly ScenarioEvidence[],
  { expected, durationSeconds = 0, shard }: CollectContext,
): RunInfo {
  const starts = evidence
    .flatMap((of) => of.starts)
    .sort((a, b) => a.generator - b.generator || a.startedAt - b.startedAt);
  const began = starts.length === 0 ? null : Math.min(...starts.map(({ startedAt }) => startedAt));
  const last = Math.max(...evidence.flatMap(lastInstants));
  // Whoever was interrupted left no last record: the runner's clock knows better then.
  const complete = evidence.every((of) => of.ends.length === of.starts.length);
  const measured = began === null || last < began ? 0 : (last - began) / 1000;
  const seconds = complete && measured > 0 ? measured : Math.max(measured, durationSeconds);
  const generators = Math.max(
    0,
    ...expected.map((scenario) => scenario.generators),
    ...starts.map((of) => of.generators),
  );
  return {
    id: starts[0]?.runId ?? '',
    startedAt: began,
    durationSeconds: Number(seconds.toFixed(3)),
    generators,
    shards: Math.max(shard?.total ?? 1, ...starts.map((of) => of.shard.total)),
    partial: shard ? { shard: shard.current, generators: generatorsOfShard(shard, generators) } : null,
    machines: distinct(starts.map(({ machine }) => machine)),
    platform: starts[0]?.platform ?? null,
    packageVersion: starts[0]?.packageVersion ?? null,
    embeddedServer: starts[0]?.embeddedServer ?? null,
  };
}

function lastInstants({ starts, steps, ends }: ScenarioEvidence): number[] {
  return [
    ...starts.map(({ startedAt }) => startedAt),
    ...steps.map(({ record: { gathered } }) => gathered.holdStartedAt + gathered.holdSeconds * 1000),
    ...ends.map(({ endedAt }) => endedAt),
  ];
}

function distinct(machines: readonly MachineInfo[]): MachineInfo[] {
  return machines.filter((machine, i) => machines.findIndex((other) => isDeepStrictEqual(other, machine)) === i);
}
