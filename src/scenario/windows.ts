import type { ImpairmentTime, ResolvedImpairment, ResolvedScenario, ResolvedWindow } from '../model/scenario.js';
import { holdSecondsOf, holdStartOf } from './step-times.js';

/** Part of a hold, in seconds from its start. */
export interface HoldSpan {
  readonly fromSeconds: number;
  readonly toSeconds: number;
}

/** What windows are laid out on. */
export type Timeline = Pick<ResolvedScenario, 'load' | 'impairments'>;

/** Less than this holds too few samples to judge by. */
export const shortestWindowSeconds = 3;

/** A window as thresholds and reports name it: `after outage`, `between step 3 and step 5`. */
export const windowText = (window: ResolvedWindow): string =>
  window.type === 'between' ? `between ${window.events.join(' and ')}` : `${window.type} ${window.event}`;

/** What is judged by thresholds without a window and by guards: a hold without the seconds that belong to an impairment. */
export function judgedSpans(timeline: Timeline, step: number): HoldSpan[] {
  const holdSeconds = holdSecondsOf(timeline.load, step);
  const taken = timedImpairments(timeline)
    .filter(({ time }) => time.step === step)
    .map(({ time }) => spanOf(time, holdSeconds))
    .sort((a, b) => a.fromSeconds - b.fromSeconds);
  let fromSeconds = 0;
  const spans = [...taken, { fromSeconds: holdSeconds, toSeconds: holdSeconds }].map((next) => {
    const free = { fromSeconds, toSeconds: next.fromSeconds };
    fromSeconds = Math.max(fromSeconds, next.toSeconds);
    return free;
  });
  return spans.filter(isLongEnough);
}

/**
 * The part of a step's hold that lies in a window. Seconds that belong to an impairment lie in its own window only.
 * @returns `'judged'` for all that is judged without a window; nothing if the window does not concern the step
 */
export function spansInWindow(timeline: Timeline, window: ResolvedWindow, step: number): 'judged' | HoldSpan[] {
  const holdSeconds = holdSecondsOf(timeline.load, step);
  const { from, to } = limitsOf(timeline, window);
  const start = holdStartOf(timeline.load, step);
  const within = ({ fromSeconds, toSeconds }: HoldSpan): HoldSpan => ({
    fromSeconds: Math.max(fromSeconds, from - start),
    toSeconds: Math.min(toSeconds, to - start),
  });
  if (window.type === 'during' && stepOfEvent(window.event) === undefined)
    return [within({ fromSeconds: 0, toSeconds: holdSeconds })].filter(isLongEnough);
  const judged = judgedSpans(timeline, step);
  const spans = judged.map(within).filter(isLongEnough);
  const whole =
    spans.length > 0 &&
    spans.length === judged.length &&
    spans.every((span, i) => span.fromSeconds === judged[i]!.fromSeconds && span.toSeconds === judged[i]!.toSeconds);
  return whole ? 'judged' : spans;
}

/** The step that `step 3` is the event of; undefined for the name of an impairment. */
export function stepOfEvent(event: string): number | undefined {
  const number = /^step ([1-9]\d*)$/.exec(event)?.[1];
  return number === undefined ? undefined : Number(number);
}

/** Impairments with a time: events, and owners of their seconds. */
export const timedImpairments = ({ impairments = [] }: Timeline) =>
  impairments.filter((of): of is ResolvedImpairment & { readonly time: ImpairmentTime } => of.time !== undefined);

/** The seconds that belong to an impairment. */
function spanOf({ afterSeconds, forSeconds, recoverySeconds }: ImpairmentTime, holdSeconds: number): HoldSpan {
  return {
    fromSeconds: afterSeconds,
    toSeconds: Math.min(afterSeconds + forSeconds + recoverySeconds, holdSeconds),
  };
}

/** Begin and end of a window, in seconds of all holds put together. */
function limitsOf(timeline: Timeline, window: ResolvedWindow): { from: number; to: number } {
  switch (window.type) {
    case 'during': {
      const { begin, end } = limitsOfEvent(timeline, window.event);
      const step = stepOfEvent(window.event);
      return { from: begin, to: step === undefined ? end : begin + holdSecondsOf(timeline.load, step) };
    }
    case 'after':
      return { from: limitsOfEvent(timeline, window.event).end, to: Number.POSITIVE_INFINITY };
    case 'before':
      return { from: 0, to: limitsOfEvent(timeline, window.event).begin };
    case 'between': {
      const [first, last] = window.events;
      return { from: limitsOfEvent(timeline, first).end, to: limitsOfEvent(timeline, last).begin };
    }
  }
}

/** A step is an instant, the start of its hold; an impairment lasts. */
function limitsOfEvent(timeline: Timeline, event: string): { begin: number; end: number } {
  const impairment = timedImpairments(timeline).find(({ name }) => name === event);
  const step = impairment?.time.step ?? stepOfEvent(event) ?? 1;
  const start = holdStartOf(timeline.load, step);
  if (!impairment) return { begin: start, end: start };
  const { fromSeconds, toSeconds } = spanOf(impairment.time, holdSecondsOf(timeline.load, step));
  return { begin: start + fromSeconds, end: start + toSeconds };
}

const isLongEnough = ({ fromSeconds, toSeconds }: HoldSpan): boolean =>
  toSeconds - fromSeconds >= shortestWindowSeconds;
