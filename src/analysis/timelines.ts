import { mostSpans, spanSeconds, type Timeline } from '../model/timeline.js';

const sums = ['streamSeconds', 'silentSeconds', 'videoSeconds', 'frames', 'packets', 'lost', 'kilobytes'] as const;

/** One span of a timeline. */
export interface TimeSpan extends Record<(typeof sums)[number], number> {
  /** Its start, in seconds since the epoch. */
  readonly second: number;
  readonly participants: number;
  readonly slowest: number | null;
}

/** A timeline of such spans, which are in order of time; undefined without any. Lengthens them until they are few enough. */
export function timelineOf(spans: readonly TimeSpan[], everySeconds = 1): Timeline | undefined {
  const [first, last] = [spans[0], spans.at(-1)];
  if (!first || !last) return undefined;
  const countWith = (every: number) => Math.floor(last.second / every) - Math.floor(first.second / every) + 1;
  const every =
    spanSeconds.find((length) => length >= everySeconds && countWith(length) <= mostSpans) ?? spanSeconds.at(-1)!;
  const fromSecond = Math.floor(first.second / every) * every;
  const slots = new Map<number, TimeSpan>();
  for (const span of spans) {
    const second = Math.floor(span.second / every) * every;
    const before = slots.get(second);
    slots.set(second, before ? { ...plus(before, span), participants: span.participants } : { ...span, second });
  }
  const length = Math.min(mostSpans, countWith(every));
  let participants = first.participants;
  const filled = Array.from({ length }, (_, i) => {
    const second = fromSecond + i * every;
    const slot = slots.get(second) ?? emptySpan(second, participants);
    participants = slot.participants;
    return slot;
  });
  const column = (name: (typeof sums)[number]) => filled.map((span) => round(span[name]));
  return {
    fromSecond,
    everySeconds: every,
    participants: filled.map((span) => span.participants),
    streamSeconds: column('streamSeconds'),
    silentSeconds: column('silentSeconds'),
    videoSeconds: column('videoSeconds'),
    frames: column('frames'),
    slowest: filled.map(({ slowest }) => (slowest === null ? null : round(slowest))),
    packets: column('packets'),
    lost: column('lost'),
    kilobytes: column('kilobytes'),
  };
}

/** The timelines of several generators as one. Those that end early keep their last number of participants. */
export function mergeTimelines(timelines: readonly Timeline[]): Timeline | undefined {
  const everySeconds = Math.max(1, ...timelines.map((of) => of.everySeconds));
  const each = timelines.map((timeline) => timelineOf(spansOf(timeline), everySeconds) ?? timeline);
  const seconds = [...new Set(each.flatMap((of) => spansOf(of).map(({ second }) => second)))].sort((a, b) => a - b);
  const lookups = each.map((of) => new Map(spansOf(of).map((span) => [span.second, span])));
  const present = each.map(() => 0);
  const merged = seconds.map((second) => {
    const found = lookups.map((lookup) => lookup.get(second));
    found.forEach((span, i) => {
      present[i] = span?.participants ?? present[i] ?? 0;
    });
    const total = found.reduce<TimeSpan>((sum, span) => (span ? plus(sum, span) : sum), emptySpan(second, 0));
    return { ...total, participants: present.reduce((sum, count) => sum + count, 0) };
  });
  return timelineOf(merged, everySeconds);
}

/** The spans of a timeline, in order of time. */
export const spansOf = (timeline: Timeline): TimeSpan[] =>
  timeline.participants.map((participants, i) => ({
    second: timeline.fromSecond + i * timeline.everySeconds,
    participants,
    slowest: timeline.slowest[i] ?? null,
    streamSeconds: timeline.streamSeconds[i] ?? 0,
    silentSeconds: timeline.silentSeconds[i] ?? 0,
    videoSeconds: timeline.videoSeconds[i] ?? 0,
    frames: timeline.frames[i] ?? 0,
    packets: timeline.packets[i] ?? 0,
    lost: timeline.lost[i] ?? 0,
    kilobytes: timeline.kilobytes[i] ?? 0,
  }));

/** A span in which nothing happened. */
export const emptySpan = (second: number, participants: number): TimeSpan => ({
  second,
  participants,
  slowest: null,
  streamSeconds: 0,
  silentSeconds: 0,
  videoSeconds: 0,
  frames: 0,
  packets: 0,
  lost: 0,
  kilobytes: 0,
});

function plus(a: TimeSpan, b: TimeSpan): TimeSpan {
  const slowest = a.slowest === null ? b.slowest : b.slowest === null ? a.slowest : Math.min(a.slowest, b.slowest);
  const added = Object.fromEntries(sums.map((name) => [name, a[name] + b[name]])) as Record<
    (typeof sums)[number],
    number
  >;
  return { ...a, ...added, slowest };
}

const round = (value: number): number => Math.round(value * 10) / 10;
