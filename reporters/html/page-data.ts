import { deflateRawSync } from 'node:zlib';
import type { ChartStep } from '../../src/charts/chart-step.js';
import type { TimedStep } from '../../src/charts/time-chart.js';
import type { MetricComparison } from '../../src/model/comparison.js';
import type { StreamFault } from '../../src/model/figures.js';
import type { ParticipantKind } from '../../src/model/metrics.js';
import type { ResolvedThreshold } from '../../src/model/scenario.js';
import type { ScenarioModel, StepModel } from '../collect/run-model.js';
import { chartedMetrics } from '../format/metric-words.js';
import { stepName } from '../format/step-cells.js';
import { stepToShow } from './heat-map.js';

/** What the page's script draws from. No text that a user or a server wrote is in it. */
export interface PageData {
  readonly scenarios: readonly PageScenario[];
}

export interface PageScenario {
  /** Id of the scenario's article. */
  readonly id: string;
  readonly thresholds: readonly ResolvedThreshold[];
  /** Frame rate at which a stream is whole. */
  readonly framesPerSecond: number;
  readonly steps: readonly PageStep[];
  readonly comparisons: readonly MetricComparison[];
}

export interface PageStep extends TimedStep {
  /** `5`, or `5 again`. */
  readonly name: string;
  /** Metrics that participants of one kind alone measured. */
  readonly only: Readonly<Record<string, ParticipantKind>>;
  /** Packed cells of the subscription matrix, deflated, in base64; absent where there is none or the page would become too large. */
  readonly matrix?: string;
}

/** Deflated matrices of a page, in base64 characters, at most. */
const mostMatrixCharacters = 3_000_000;

export function pageData(scenarios: readonly ScenarioModel[], idOf: (at: number) => string): PageData {
  const matrices = matricesOf(scenarios);
  return {
    scenarios: scenarios.map((scenario, i) => ({
      id: idOf(i),
      thresholds: scenario.resolved?.thresholds ?? [],
      framesPerSecond: scenario.resolved?.media.framesPerSecond ?? 30,
      comparisons: (scenario.comparison?.metrics ?? []).map((of) => ({ ...of, sentence: '' })),
      steps: scenario.steps.map((step) => pageStep(step, chartedMetrics(scenario), matrices.get(step))),
    })),
  };
}

function pageStep(step: StepModel, metrics: readonly string[], matrix: string | undefined): PageStep {
  const chart: ChartStep = {
    index: step.index,
    attempt: step.attempt,
    sessions: step.sessions,
    participants: step.participants,
    mediaConnections: step.mediaConnections,
    ...(step.joinsPerSecond !== undefined && { joinsPerSecond: step.joinsPerSecond }),
    expectedStreams: step.expectedStreams,
    flowingStreams: step.flowingStreams,
    missingCount: step.missingCount,
    badCount: step.badCount,
    joinFailureCount: step.joinFailureCount,
    offeredLoad: step.offeredLoad,
    verdict: step.verdict,
    reasons: [],
    joinFailures: [],
    health: [],
    breaches: step.breaches.map(({ kind, metric, value }) => ({
      kind,
      metric,
      threshold: '',
      ...(value === undefined ? {} : { value }),
    })),
    missing: step.missing.map(withoutText),
    bad: step.bad.map(withoutText),
    metrics: chosen(step, metrics),
    ...(step.platform && { platform: step.platform }),
    ...(step.impairments && {
      impairments: step.impairments.map((impairment, i) => ({ ...impairment, name: `${i + 1}`, network: '' })),
    }),
  };
  return {
    ...chart,
    name: stepName(step),
    holdStartedAt: step.holdStartedAt,
    holdSeconds: step.holdSeconds,
    only: step.only ?? {},
    ...(step.timeline && { timeline: step.timeline }),
    ...(matrix !== undefined && { matrix }),
  };
}

/** The drawn metrics, and the same for each kind of participant. */
function chosen({ metrics }: StepModel, wanted: readonly string[]): ChartStep['metrics'] {
  const names = new Set(wanted.map((metric) => metric.split('@')[0]));
  const entries = Object.entries(metrics).filter(([metric]) => names.has(metric.split('@')[0]));
  return Object.fromEntries(
    entries.map(([metric, values]) => [
      metric,
      Object.fromEntries(Object.entries(values).map(([name, value]) => [name, short(value)])),
    ]),
  ) as ChartStep['metrics'];
}

const short = <T>(value: T): T => (typeof value === 'number' ? (Number(value.toPrecision(5)) as T) : value);

/** Names and details stand in the page's markup, escaped; the script finds them there. */
const withoutText = ({ session, from, to, kind, receiver, fault, since }: StreamFault): StreamFault => ({
  session,
  from,
  to,
  kind,
  receiver,
  fault,
  since,
  sessionName: '',
  detail: '',
});

/** The matrices that fit: first the step that each scenario shows, then failed ones, then the others from the highest load down. */
function matricesOf(scenarios: readonly ScenarioModel[]): Map<StepModel, string> {
  const rank = { failed: 0, inconclusive: 1, passed: 2 } as const;
  const shown = new Set(scenarios.map(({ steps }) => stepToShow(steps.filter(({ streams }) => streams))));
  const inOrder = scenarios
    .flatMap(({ steps }) => steps)
    .toSorted(
      (a, b) =>
        Number(shown.has(b)) - Number(shown.has(a)) ||
        rank[a.verdict] - rank[b.verdict] ||
        b.mediaConnections - a.mediaConnections,
    );
  const kept = new Map<StepModel, string>();
  let left = mostMatrixCharacters;
  for (const step of inOrder) {
    if (step.streams === undefined) continue;
    const packed = deflateRawSync(Buffer.from(step.streams, 'base64')).toString('base64');
    if (packed.length > left) continue;
    left -= packed.length;
    kept.set(step, packed);
  }
  return kept;
}

/** Data as the text of a script element: nothing in it can end the element. */
export const scriptData = (data: unknown): string => JSON.stringify(data).replaceAll('<', '\\u003c');
