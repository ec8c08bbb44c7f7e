import type { CalibrationRoom, RoomStream } from './calibration-room.js';
import type { Check, Outcome } from './checks.js';
import { type Reading, readingOf } from './readings.js';
import { inject, type Trial, type Watch } from './trials.js';

/** One check of one stream in one trial. */
export interface Judged {
  readonly trial: Trial;
  readonly check: Check;
  readonly reading: Reading;
  readonly outcome: Outcome;
}

/** Injects one fault and judges what every stream that it concerns reads. */
export async function calibrate(
  room: CalibrationRoom,
  trial: Trial,
  watch: Watch,
  baseline: readonly Reading[] = [],
): Promise<{ readonly readings: readonly Reading[]; readonly judged: readonly Judged[] }> {
  const window = await inject(room, trial, watch);
  const readings = room.streams.map((stream) => readingOf(stream, window));
  const concerns = trial.concerns ?? isVideo;
  const judged = readings
    .filter(({ stream }) => concerns(stream))
    .flatMap((reading) => {
      const without = baseline.find(({ stream }) => stream === reading.stream) ?? reading;
      return trial.checks.map((check) => ({ trial, check, reading, outcome: check.judge(reading, without, readings) }));
    });
  return { readings, judged };
}

const isVideo = (stream: RoomStream): boolean => stream.kind === 'video';

/** `5 % residual loss, native 0 → browser 2: video.residualLoss 5.20 % instead of 5.00 % (± 4 σ)`. */
export function sentence({ trial, check, reading: { stream }, outcome }: Judged): string {
  const { publisher, from, receiver, to, kind } = stream;
  const measured = outcome.measured ?? 'not measured';
  return `${trial.name}, ${kind} of ${publisher} ${from} → ${receiver} ${to}: ${check.quantity} ${measured}, expected ${outcome.expected} (${check.tolerance})`;
}
