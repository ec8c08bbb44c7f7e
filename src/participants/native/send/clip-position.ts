import type { ClipFrame, VideoClip } from '../clips/video-clip.js';
import type { SeededRandom } from '../timing/random.js';

/**
 * Where a publisher is in its clip. Every group of pictures stands alone, so at the end of one it goes on with any: thus
 * publishers that jumped to a key frame at the same moment do not stay in step.
 */
export class ClipPosition {
  #clip: VideoClip;
  #index = -1;

  constructor(
    clip: VideoClip,
    private readonly random: SeededRandom,
  ) {
    this.#clip = clip;
  }

  get clip(): VideoClip {
    return this.#clip;
  }

  /** The next frame in order; a key frame at first. */
  next(): ClipFrame {
    const { frames } = this.#clip;
    const following = this.#index < 0 ? undefined : frames[this.#index + 1];
    if (!following || following.keyFrame) return this.jump(this.#clip);
    this.#index++;
    return following;
  }

  /** A key frame of `clip`, which is sent from now on. */
  jump(clip: VideoClip): ClipFrame {
    this.#clip = clip;
    this.#index = clip.keyFrames[this.random.below(clip.keyFrames.length)]!;
    return clip.frames[this.#index]!;
  }
}
