import { type MetricName, metrics } from '../model/metrics.js';
import type { ResolvedThreshold, ResolvedWindow } from '../model/scenario.js';
import { show } from '../model/show.js';
import type { Mistakes } from './mistakes.js';
import { nearestFirst } from './nearest.js';
import { shortestWindowSeconds, spansInWindow, stepOfEvent, type Timeline, timedImpairments } from './windows.js';

/** Checks that the events of all windows exist, and that there is something in each window to judge. */
export function checkWindows(thresholds: readonly ResolvedThreshold[], timeline: Timeline, mistakes: Mistakes): void {
  for (const { metric, participantKind, text, window } of thresholds) {
    if (!window) continue;
    const path = `thresholds.${metric}${participantKind ? `@${participantKind}` : ''}`;
    const unknown = eventsOf(window).filter((event) => !isKnown(event, timeline));
    for (const event of unknown)
      mistakes.add(path, `unknown event ${show(event)} in '${text}'; ${known(event, timeline)}`);
    if (unknown.length > 0) continue;
    const steps = timeline.load.levels.map((_, i) => spansInWindow(timeline, window, i + 1));
    if (steps.every((spans) => spans.length === 0))
      mistakes.add(
        path,
        `no ${shortestWindowSeconds} s of any hold lie in the window of '${text}', and less cannot be judged`,
      );
    else if (
      steps.some((spans) => spans !== 'judged' && spans.length > 0) &&
      !isMeasuredThroughout(metric as MetricName)
    )
      mistakes.add(
        path,
        `'${text}' would never get a sample: ${metric} is one figure per step; bind it to whole steps, or leave the window out`,
      );
  }
}

const eventsOf = (window: ResolvedWindow): readonly string[] =>
  window.type === 'between' ? window.events : [window.event];

function isKnown(event: string, timeline: Timeline): boolean {
  const step = stepOfEvent(event);
  if (step !== undefined) return step <= timeline.load.levels.length;
  return timedImpairments(timeline).some(({ name }) => name === event);
}

function known(event: string, timeline: Timeline): string {
  const names = nearestFirst(
    event,
    timedImpairments(timeline).map(({ name }) => name),
  ).map(show);
  const { length } = timeline.load.levels;
  const steps = length === 1 ? "'step 1'" : `'step 1' to 'step ${length}'`;
  return `known are ${[...names, steps].join(', ')}; an impairment is an event if it has a time (at, for)`;
}

/** Whether a part of a hold has values of its own. */
const isMeasuredThroughout = (metric: MetricName): boolean =>
  metric === 'reconnections' || metrics[metric].perStream !== 'direct';
