import { type MetricName, metrics } from '../../src/model/metrics.js';
import { packageVersion } from '../../src/model/package-version.js';
import type { LiveHealth, LiveMetric, Progress } from '../../src/model/progress.js';
import { windowText } from '../../src/scenario/index.js';
import { type MetricFigure, nameOf } from '../format/step-figures.js';
import { uniqueTitles } from '../format/unique-titles.js';
import { exposition, type Family, type Labels } from '../openmetrics/exposition.js';
import { Families } from '../openmetrics/families.js';
import { metricName, ownName } from '../openmetrics/names.js';
import { addStep, helpOf } from '../openmetrics/step-families.js';
import type { LiveScenario } from './live-scenarios.js';
import { type LiveState, liveState } from './live-state.js';

/** Of a scenario that is under way, over all of its generators. */
const gauges: readonly (readonly [name: string, help: string, read: (state: LiveState) => number])[] = [
  ['step', 'Step that is under way, from 1.', ({ step }) => step],
  ['steps', 'Steps of the plan.', ({ steps }) => steps],
  ['sessions', 'Sessions with participants.', ({ sessions }) => sessions],
  ['participants', 'Participants that have joined.', ({ participants }) => participants],
  ['mediaConnections', 'Publishers and subscriptions.', ({ mediaConnections }) => mediaConnections],
  ['expectedStreams', 'Streams that should flow.', ({ expectedStreams }) => expectedStreams],
  ['flowingStreams', 'Streams that flow.', ({ flowingStreams }) => flowingStreams],
];

const healthMetrics = {
  eventLoopDelayP99Ms: 'generator.eventLoopDelay',
  runQueueWait: 'generator.runQueueWait',
  throttled: 'generator.throttled',
  cpuIdle: 'generator.cpuIdle',
  memoryMb: 'generator.memory',
} as const satisfies Record<keyof LiveHealth, MetricName>;

/** Of every judged hold. Thresholds may name others, which then are there too. */
const curveAggregates: readonly string[] = ['p5', 'p50', 'p95'];

/**
 * Figures of a run that goes on, as docs/live.md lists them: of the present while a scenario is under way, of its thresholds, and of every
 * hold that was judged, with the names and values that the same have in the report's OpenMetrics file.
 */
export function liveFamilies(runId: string, scenarios: readonly LiveScenario[]): Family[] {
  const families = new Families();
  families.add(ownName('run'), 'The run, its id and version as labels', { id: runId, version: packageVersion() }, 1);
  const titles = uniqueTitles(scenarios.map(({ title }) => title));
  scenarios.forEach((scenario, i) => {
    const labels = { scenario: titles[i]! };
    addPresent(families, scenario, labels);
    addThresholds(families, scenario, labels);
    const wanted = wantedOf(scenario);
    for (const held of scenario.held) addStep(families, held, labels, wanted);
  });
  return families.list();
}

/** The same as text for Prometheus. */
export const liveText = (runId: string, scenarios: readonly LiveScenario[]): string =>
  exposition(liveFamilies(runId, scenarios));

function addPresent(families: Families, { generators }: LiveScenario, labels: Labels): void {
  const state = liveState(generators);
  if (!state) return;
  for (const [name, help, read] of gauges) families.add(ownName(name), help, labels, read(state));
  families.add(ownName('phase'), 'Phase of the step that is under way.', { ...labels, phase: state.phase }, 1);
  for (const progress of generators) addGenerator(families, progress, { ...labels, generator: progress.generator });
}

function addGenerator(families: Families, { quality, health }: Progress, labels: Labels): void {
  for (const [metric, quantiles] of Object.entries(quality))
    for (const [aggregate, value] of Object.entries(quantiles))
      families.add(
        metricName(`live.${metric}`, metrics[metric as LiveMetric].unit),
        `${helpOf(metric)} In the last second.`,
        { ...labels, aggregate },
        value,
      );
  for (const [figure, metric] of Object.entries(healthMetrics)) {
    const value = health[figure as keyof LiveHealth];
    if (value !== undefined) families.add(metricName(metric, metrics[metric].unit), helpOf(metric), labels, value);
  }
}

/** A threshold that is there twice is one. */
function addThresholds(families: Families, { thresholds }: LiveScenario, labels: Labels): void {
  const distinct = new Map(thresholds.map((of) => [`${of.metric} ${of.participantKind} ${of.text}`, of]));
  for (const { metric, aggregate, operator, bound, participantKind: kind, window, text } of distinct.values())
    families.add(
      ownName('threshold'),
      'Bound of a threshold, in the unit of its metric.',
      {
        ...labels,
        metric,
        aggregate,
        operator,
        threshold: text,
        ...(kind && { kind }),
        ...(window && { window: windowText(window) }),
      },
      bound,
    );
}

function wantedOf({ thresholds }: LiveScenario): (figure: MetricFigure) => boolean {
  const judged = new Set(thresholds.map(({ metric, aggregate }) => `${metric} ${aggregate}`));
  return ({ metric, aggregate }) => curveAggregates.includes(aggregate) || judged.has(`${nameOf(metric)} ${aggregate}`);
}
