import { emptySpan, type TimeSpan, timelineOf } from '../analysis/index.js';
import type { InboundSample } from '../model/samples.js';
import type { Timeline } from '../model/timeline.js';
import { hasNews } from '../quality/index.js';

/** What all received streams did, second by second, since it was last taken. */
export class StepTimeline {
  readonly #spans = new Map<number, TimeSpan>();

  /** Notes how many participants are in their sessions now. */
  present(at: number, participants: number): void {
    this.#change(Math.floor(at / 1000), (span) => ({ ...span, participants }));
  }

  /** Adds the time between two samples of a stream, shared out over the seconds it covers. */
  add(before: InboundSample, after: InboundSample): void {
    const [from, to] = [before.at / 1000, after.at / 1000];
    const gained = (counter: (sample: InboundSample) => number | undefined) =>
      Math.max(0, (counter(after) ?? 0) - (counter(before) ?? 0));
    const video = after.kind === 'video';
    const frames = gained((sample) => sample.framesDecoded);
    const fps = frames / (to - from);
    for (let second = Math.floor(from); second < to; second++) {
      const seconds = Math.min(to, second + 1) - Math.max(from, second);
      const share = seconds / (to - from);
      const slow = video && share >= 0.5 ? [fps] : [];
      this.#change(second, (span) => ({
        ...span,
        streamSeconds: span.streamSeconds + seconds,
        silentSeconds: span.silentSeconds + (hasNews(before, after) ? 0 : seconds),
        videoSeconds: span.videoSeconds + (video ? seconds : 0),
        frames: span.frames + (video ? frames * share : 0),
        slowest: leastOf([...(span.slowest === null ? [] : [span.slowest]), ...slow]),
        packets: span.packets + gained((sample) => sample.packetsReceived) * share,
        lost: span.lost + gained((sample) => sample.packetsLost) * share,
        kilobytes: span.kilobytes + (gained((sample) => sample.bytesReceived) * share) / 1000,
      }));
    }
  }

  /** Hands out what was noted and begins anew. */
  take(): Timeline | undefined {
    const spans = [...this.#spans.values()].sort((a, b) => a.second - b.second);
    this.#spans.clear();
    // Seconds in which only streams were seen know no count of participants of their own.
    let participants = spans.find((span) => span.participants >= 0)?.participants ?? 0;
    const counted = spans.map((span) => {
      if (span.participants >= 0) participants = span.participants;
      return { ...span, participants };
    });
    return timelineOf(counted);
  }

  #change(second: number, change: (span: TimeSpan) => TimeSpan): void {
    this.#spans.set(second, change(this.#spans.get(second) ?? emptySpan(second, -1)));
  }
}

const leastOf = (values: readonly number[]): number | null => (values.length === 0 ? null : Math.min(...values));
