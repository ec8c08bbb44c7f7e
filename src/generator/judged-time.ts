import type { ResolvedScenario } from '../model/scenario.js';
import type { EpochMs } from '../model/units.js';
import type { Window } from '../quality/index.js';
import { type HoldSpan, judgedSpans, spansInWindow, timedImpairments, windowText } from '../scenario/index.js';

/** The parts of a hold that are judged, as instants. */
export interface JudgedTime {
  /** By thresholds without a window, and by guards. */
  readonly hold: readonly Window[];
  /** By thresholds with a window, where it is another part. */
  readonly windows: ReadonlyMap<string, readonly Window[]>;
}

/** The judged time of a step; what happened during an impairment is told whether a threshold asks for it or not. */
export function judgedTime(scenario: ResolvedScenario, step: number, holdStartedAt: EpochMs): JudgedTime {
  const instants = (spans: readonly HoldSpan[]): Window[] =>
    spans.map(({ fromSeconds, toSeconds }) => ({
      from: holdStartedAt + fromSeconds * 1000,
      to: holdStartedAt + toSeconds * 1000,
    }));
  const during = timedImpairments(scenario).map(({ name }) => ({ type: 'during', event: name }) as const);
  const windows = new Map<string, readonly Window[]>();
  for (const window of [...during, ...scenario.thresholds.flatMap((threshold) => threshold.window ?? [])]) {
    const spans = spansInWindow(scenario, window, step);
    if (spans !== 'judged' && spans.length > 0) windows.set(windowText(window), instants(spans));
  }
  return { hold: instants(judgedSpans(scenario, step)), windows };
}
