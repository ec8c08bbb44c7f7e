import type { ResolvedMedia } from '../../../model/scenario.js';
import type { ClipLadder } from '../clips/clip-ladder.js';
import type { VideoClip } from '../clips/video-clip.js';

/** Loss above which a publisher steps down, and below which it steps up again. */
const lossToFall = 0.1;
const lossToRise = 0.02;
/** Shortest time between two steps, in ms: reports come about once a second and tell of the past. */
const fallEveryMs = 2_000;
const riseEveryMs = 8_000;

/** Which clip a publisher ought to send, from what the server tells of bandwidth and loss. Never above the scenario's clip. */
export class ClipChoice {
  #wanted: VideoClip;
  #steppedAt = Number.NEGATIVE_INFINITY;

  constructor(
    private readonly ladder: ClipLadder,
    private readonly adapt: ResolvedMedia['adapt'],
  ) {
    this.#wanted = ladder.top;
  }

  get wanted(): VideoClip {
    return this.#wanted;
  }

  /** The server wants less than the scenario's clip. */
  get limited(): boolean {
    return this.#wanted !== this.ladder.top;
  }

  onRemb(bitsPerSecond: number): void {
    if (this.adapt === 'remb') this.#wanted = this.ladder.fitting(bitsPerSecond, this.#wanted);
  }

  /** @param fractionLost in 1/256, as receiver reports have it. @param now in ms. */
  onLoss(fractionLost: number, now: number): void {
    if (this.adapt !== 'loss') return;
    const loss = fractionLost / 256;
    const sinceStepMs = now - this.#steppedAt;
    if (loss > lossToFall && sinceStepMs >= fallEveryMs) this.#step(-1, now);
    else if (loss < lossToRise && sinceStepMs >= riseEveryMs) this.#step(1, now);
  }

  #step(step: -1 | 1, now: number): void {
    this.#wanted = this.ladder.neighbour(this.#wanted, step);
    this.#steppedAt = now;
  }
}
