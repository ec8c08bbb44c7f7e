import { exhaustedSentences } from '../../src/analysis/index.js';
import type { Capacity } from '../../src/model/verdict.js';
import type { ScenarioModel, StepModel } from '../collect/run-model.js';
import { limitWords } from './breach.js';
import { type Load, levelText, loadText } from './words.js';

/** The answer to "how many media connections?" of one scenario. */
export interface Answer {
  /** `Capacity` or `Peak join rate` when it was sought, `Held with good quality` otherwise. */
  readonly label: string;
  /** Null when no step passed. */
  readonly load: Load | null;
  /** The real figure may be higher. */
  readonly atLeast: boolean;
  /** What ended it, as a fragment: `limited by video.framesPerSecond: …`. */
  readonly limit: string;
}

export function answerOf(scenario: ScenarioModel): Answer {
  const label = labelOf(scenario);
  if (scenario.capacity) {
    const { lowerBound } = scenario.capacity;
    const load = scenario.capacity.lastPassedStep === null ? null : scenario.capacity;
    return {
      label,
      load,
      atLeast: lowerBound,
      limit: limitText(scenario.capacity, failedStep(scenario), inconclusiveStep(scenario)),
    };
  }
  return { label, ...heldLoad(scenario) };
}

function labelOf({ resolved }: ScenarioModel): string {
  if (!resolved?.capacity) return 'Held with good quality';
  return resolved.capacity.joinRates ? 'Peak join rate' : 'Capacity';
}

/** The answer as one line: `Capacity: 4 sessions · 28 participants · 196 media connections — limited by …`. */
export function answerText(scenario: ScenarioModel): string {
  const { label, load, atLeast, limit } = answerOf(scenario);
  const held = load ? `${atLeast ? 'at least ' : ''}${loadText(load)}` : 'none';
  return `${label}: ${held}${limit === '' ? '' : ` — ${limit}`}`;
}

/** What a load test held, which looked for no capacity: its highest passed step below the first that did not pass. */
function heldLoad({ steps }: ScenarioModel): Omit<Answer, 'label'> {
  const broken = steps.find((step) => step.verdict !== 'passed');
  const passed = steps.filter((step) => step.verdict === 'passed');
  const below = passed.filter((step) => !broken || step.mediaConnections < broken.mediaConnections);
  const load = below.reduce<StepModel | null>(
    (best, step) => (best && best.mediaConnections >= step.mediaConnections ? best : step),
    null,
  );
  if (steps.length === 0) return { load: null, atLeast: false, limit: 'no step was judged' };
  if (!broken) return { load, atLeast: true, limit: 'every step passed' };
  return { load, atLeast: broken.verdict !== 'failed', limit: brokenText(broken) };
}

function brokenText(step: StepModel): string {
  const where = `step ${step.index} (${levelText(step)})`;
  if (step.verdict === 'inconclusive') return `${where} was inconclusive`;
  const [worst] = step.breaches;
  return worst ? `${where} failed: ${limitWords(worst)}` : `${where} failed`;
}

function limitText({ limitedBy }: Capacity, step: StepModel | undefined, stopped: StepModel | undefined): string {
  const where = step ? `, at step ${step.index} (${levelText(step)})` : '';
  switch (limitedBy?.kind) {
    case undefined:
      return '';
    case 'refused':
      return `limited by joins that the platform refused${where}`;
    case 'upTo':
      return 'the search reached its upTo before anything failed';
    case 'inconclusive':
      return stopped
        ? `the search ended below step ${stopped.index} (${levelText(stopped)}), which was inconclusive`
        : 'the search was cut off';
    case 'collapse':
      return 'the search went no higher, because fewer than half of the streams flowed';
    default: {
      const { metric = 'an unnamed metric', threshold = '', value } = limitedBy ?? {};
      return `limited by ${limitWords({ metric, threshold, ...(value === undefined ? {} : { value }) })}${where}`;
    }
  }
}

/**
 * The sentences that explain a scenario: its verdict's reasons; for a search that passed although it had to stop, the reasons of the step
 * that stopped it. Then what the platform had no more of where it first failed.
 */
export function reasonsOf(scenario: ScenarioModel): readonly string[] {
  return [...reasonsOfVerdict(scenario), ...exhaustedSentences(scenario.steps)];
}

/** The sentences of {@link reasonsOf} that explain the verdict. */
export function reasonsOfVerdict(scenario: ScenarioModel): readonly string[] {
  if (scenario.reasons.length > 0 || scenario.capacity?.limitedBy?.kind !== 'inconclusive') return scenario.reasons;
  const stopped = inconclusiveStep(scenario);
  return stopped?.reasons.map((reason) => `step ${stopped.index} was inconclusive: ${reason}`) ?? [];
}

/** The lowest step above what passed that was inconclusive. */
const inconclusiveStep = ({ steps, capacity }: ScenarioModel): StepModel | undefined =>
  steps
    .filter(({ verdict, index }) => verdict === 'inconclusive' && index > (capacity?.lastPassedStep ?? 0))
    .toSorted((a, b) => a.index - b.index || a.attempt - b.attempt)[0];

const failedStep = ({ steps, capacity }: ScenarioModel): StepModel | undefined =>
  steps.findLast(({ index, verdict }) => verdict === 'failed' && index === capacity?.firstFailedStep);
