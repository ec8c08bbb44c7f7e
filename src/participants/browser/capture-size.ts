import type { ClipName } from '../../model/scenario.js';

/** Picture size that a browser captures, in pixels. */
export interface CaptureSize {
  readonly width: number;
  readonly height: number;
}

/** The sizes of the clips that native participants publish, so that both kinds send the same picture. */
export const captureSizes: Readonly<Record<ClipName, CaptureSize>> = {
  '180p': { width: 320, height: 180 },
  '360p': { width: 640, height: 360 },
  '540x360': { width: 540, height: 360 },
  '480p': { width: 640, height: 480 },
  '720p': { width: 1280, height: 720 },
};
