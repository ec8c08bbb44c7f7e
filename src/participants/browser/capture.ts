import type { JoinOptions } from '../participant.js';
import { captureSizes } from './capture-size.js';
import type { Capture } from './page-outcomes.js';

/** What the page of a participant captures; nothing for one that only watches. */
export function captureOf({ role, media, groundTruth = true }: JoinOptions): { readonly capture?: Capture } {
  const { audio, video } = role.publishes;
  if (!audio && !video) return {};
  return {
    capture: {
      audio,
      video,
      ...captureSizes[media.video],
      framesPerSecond: media.framesPerSecond,
      ...(groundTruth ? { publisher: role.index } : {}),
    },
  };
}
