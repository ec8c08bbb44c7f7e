import '../../page/ground-truth.js';
import type { Capture } from '../../page-outcomes.js';

/** What is captured where the app does not say. */
export type CaptureDefaults = Pick<Capture, 'width' | 'height' | 'framesPerSecond' | 'publisher'>;

/**
 * Runs in a user's own page before any of its scripts: camera and microphone give marked pictures and sound, of the size that the
 * app asks for, and of the scenario's rate, which every stream is judged by. Self-contained, because the browser gets its source text only.
 */
export function markCapture(defaults: CaptureDefaults): void {
  const devices = navigator.mediaDevices;
  const truth = window.playwrightOpenviduTruth;
  // Pages without a secure context have no camera, marked or not.
  if (!devices || !truth) return;
  const numberIn = (wish: ConstrainULong | ConstrainDouble | undefined, otherwise: number): number => {
    if (typeof wish === 'number') return wish;
    return Math.round(
      wish?.exact ?? wish?.ideal ?? Math.min(Math.max(otherwise, wish?.min ?? 0), wish?.max ?? otherwise),
    );
  };
  // Chrominance has half the size.
  const even = (size: number): number => Math.max(2, size - (size % 2));
  const unmarked = devices.getUserMedia.bind(devices);
  devices.getUserMedia = async (constraints = {}) => {
    const { audio, video } = constraints;
    if (!audio && !video) return unmarked(constraints);
    const wishes = typeof video === 'object' ? video : {};
    const marked = {
      ...defaults,
      audio: Boolean(audio),
      video: Boolean(video),
      width: even(numberIn(wishes.width, defaults.width)),
      height: even(numberIn(wishes.height, defaults.height)),
    };
    // A page that allows no worker has its camera all the same.
    return truth.capture(marked).catch(() => unmarked(constraints));
  };
}
