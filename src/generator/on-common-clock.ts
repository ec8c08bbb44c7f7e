import type { StepFigures, StreamFault } from '../model/figures.js';
import type { Timeline } from '../model/timeline.js';

/** The figures with every instant by the common clock, so that those of several machines can be told side by side. */
export function onCommonClock(figures: StepFigures, offsetMs: number): StepFigures {
  const moved = <T extends { readonly at: number }>(of: T): T => ({ ...of, at: of.at + offsetMs });
  const fault = (of: StreamFault): StreamFault => ({
    ...of,
    since: of.since + offsetMs,
    ...(of.last && { last: moved(of.last) }),
    ...(of.evidence && {
      evidence: { ...of.evidence, seconds: of.evidence.seconds.map(moved), events: of.evidence.events.map(moved) },
    }),
  });
  const { timeline } = figures;
  return {
    ...figures,
    ...(timeline && { timeline: { ...timeline, fromSecond: timeline.fromSecond + wholeSpans(offsetMs, timeline) } }),
    holdStartedAt: figures.holdStartedAt + offsetMs,
    missing: figures.missing.map(fault),
    bad: figures.bad.map(fault),
  };
}

/** Timelines of several generators add up only if their spans begin together. */
const wholeSpans = (offsetMs: number, { everySeconds }: Timeline): number =>
  Math.round(offsetMs / 1000 / everySeconds) * everySeconds;
