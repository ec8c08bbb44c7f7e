import { type ClipName, clipNames, type VideoCodec } from '../../../model/scenario.js';
import { loadVideoClip, type VideoClip } from './video-clip.js';

/** Rates must exceed a clip's own by this much before a publisher goes up to it, so that it does not flap. */
const headroomToRise = 1.05;
/** A clip fits below its mean rate already, because feedback rounds down. */
const headroomToStay = 0.97;

/** The clips that one publisher may send: the scenario's and all smaller ones. */
export class ClipLadder {
  /** @param clips by ascending bitrate, at least one. */
  constructor(private readonly clips: readonly VideoClip[]) {}

  static async load(highest: ClipName, codec: VideoCodec = 'vp8'): Promise<ClipLadder> {
    const all = await Promise.all(clipNames.map((name) => loadVideoClip(name, codec)));
    const top = all.find((clip) => clip.name === highest)!;
    const reachable = all.filter((clip) => clip.bitsPerSecond <= top.bitsPerSecond);
    return new ClipLadder(reachable.sort((a, b) => a.bitsPerSecond - b.bitsPerSecond));
  }

  /** The scenario's clip. */
  get top(): VideoClip {
    return this.clips.at(-1)!;
  }

  /** The largest clip that fits a rate, given the one that is being sent; the smallest if none fits. */
  fitting(bitsPerSecond: number, current: VideoClip): VideoClip {
    let chosen = this.clips[0]!;
    for (const clip of this.clips) {
      const rises = clip.bitsPerSecond > current.bitsPerSecond;
      if (clip.bitsPerSecond * (rises ? headroomToRise : headroomToStay) <= bitsPerSecond) chosen = clip;
    }
    return chosen;
  }

  /** One step smaller or larger, or the same at the end of the ladder. */
  neighbour(current: VideoClip, step: -1 | 1): VideoClip {
    return this.clips[this.clips.indexOf(current) + step] ?? current;
  }
}
