import { holdsOfJudged, lostHold } from '../../src/analysis/index.js';
import type { Plan } from '../../src/model/plan.js';
import type { SearchMethod } from '../../src/model/scenario.js';
import { type GeneratorRange, generatorsOfShard, type Shard, shardOfGenerator } from '../../src/model/shard.js';
import type { ScenarioEvidence } from './evidence-of-scenario.js';

/** Whose evidence this is. */
export interface EvidenceScope {
  readonly generators: number;
  /** The only shard whose own records are here; undefined where all shards' are. */
  readonly shard?: Shard | undefined;
}

/** What is missing from the evidence of a scenario, or contradicts itself: each is a reason to call it inconclusive. One sentence each. */
export function evidenceProblems(
  evidence: ScenarioEvidence,
  scope: EvidenceScope,
  plan: Plan,
  search?: SearchMethod,
): string[] {
  const lost = search ? lostSearchSteps(evidence, plan, search) : lostSteps(evidence, plan);
  return [...lostGenerators(evidence, scope), ...lost, ...contradictions(evidence)];
}

function lostGenerators(evidence: ScenarioEvidence, { generators, shard }: EvidenceScope): string[] {
  const all = Array.from({ length: generators }, (_, i) => i + 1);
  if (shard) {
    const { from, to } = generatorsOfShard(shard, generators);
    // Of the others there is what was gathered with them; whoever was missed there has stopped these.
    return all.flatMap((generator) =>
      generator < from || generator > to ? [] : lossOf(generator, generators, evidence),
    );
  }
  const missing = missingShards(evidence, generators);
  return [
    ...missing.map(({ text }) => text),
    ...all
      .filter((generator) => !missing.some(({ range }) => generator >= range.from && generator <= range.to))
      .flatMap((generator) => lossOf(generator, generators, evidence)),
  ];
}

function lossOf(generator: number, generators: number, { starts, ends }: ScenarioEvidence): string[] {
  const name = `Generator ${generator} of ${generators}`;
  const own = ends.filter((record) => record.generator === generator);
  const end = own.find(({ outcome }) => outcome === 'error') ?? own[0];
  if (end?.outcome === 'error') return [`${name} stopped: ${end.message ?? 'it gave no reason.'}`];
  if (end) return [];
  if (starts.some((record) => record.generator === generator))
    return [`${name} was interrupted: it began and left no last record.`];
  return [`${name} left no evidence.`];
}

/** Shards of which nothing is here, as the others tell their number. */
function missingShards({ starts }: ScenarioEvidence, generators: number): { text: string; range: GeneratorRange }[] {
  const total = Math.max(1, ...starts.map(({ shard }) => shard.total));
  if (total === 1 || generators % total !== 0) return [];
  const present = new Set(starts.map(({ generator }) => shardOfGenerator(generator, generators, total)));
  return Array.from({ length: total }, (_, i) => ({ current: i + 1, total }))
    .filter(({ current }) => !present.has(current))
    .map((shard) => {
      const range = generatorsOfShard(shard, generators);
      const which = range.from === range.to ? `generator ${range.from}` : `generators ${range.from} to ${range.to}`;
      return {
        range,
        text: `Shard ${shard.current} of ${total} is missing, with ${which} of ${generators}: merge the blob reports of all shards.`,
      };
    });
}

function lostSteps({ ends, steps }: ScenarioEvidence, plan: Plan): string[] {
  const complete = ends.length > 0 && ends.every(({ outcome }) => outcome === 'completed');
  return [...runsOf(steps)].flatMap((run) => {
    const ofRun = steps.filter(({ record }) => (record.repetition ?? 1) === run);
    const held = new Set(ofRun.map(({ record }) => record.gathered.step));
    const last = complete ? plan.steps.length : Math.max(0, ...held);
    const lost = Array.from({ length: last }, (_, i) => i + 1).filter((step) => !held.has(step));
    return lost.map((step) => `Step ${step}${nameOfRun(run)} is missing from the evidence.`);
  });
}

/** Numbers of the runs of a scenario that is repeated as a whole; the first is there even if nothing of it is. */
const runsOf = (steps: ScenarioEvidence['steps']) => new Set([1, ...steps.map(({ record }) => record.repetition ?? 1)]);

const nameOfRun = (run: number): string => (run === 1 ? '' : ` of run ${run}`);

/** A search leaves levels out and repeats others: its evidence must be what its rule asks for, step by step. */
function lostSearchSteps({ ends, steps }: ScenarioEvidence, plan: Plan, method: SearchMethod): string[] {
  const ended = ends.length > 0 && ends.every(({ outcome }) => outcome !== 'error');
  return [...runsOf(steps)].flatMap((run) => {
    const held = steps.filter(({ record }) => (record.repetition ?? 1) === run);
    const holds = holdsOfJudged(held.map(({ record: { gathered: figures, judgement } }) => ({ figures, judgement })));
    const lost = lostHold(holds, plan.steps.length, method, ended);
    if (!lost) return [];
    const attempt = lost.attempt > 1 ? `, attempt ${lost.attempt},` : '';
    return [`Step ${lost.level}${attempt}${nameOfRun(run)} is missing from the evidence.`];
  });
}

function contradictions({ steps }: ScenarioEvidence): string[] {
  return steps.flatMap(({ record, witnesses }) => {
    const other = witnesses.find(({ digest }) => digest !== record.digest);
    if (!other) return [];
    return [
      `Generators ${record.generator} and ${other.generator} gathered different figures for step ${record.gathered.step}; they cannot be of one run.`,
    ];
  });
}
