import { z } from 'zod';
import type { PlatformFigures } from '../../model/figures.js';

export const figuresPath = '/openvidu/api/embedded/figures';

/** What the embedded server has used since it started. */
export const embeddedFigures = z.object({
  cpuSeconds: z.number(),
  uptimeSeconds: z.number(),
  memoryMb: z.number(),
  bytesForwarded: z.number(),
  /** Time in which its one thread was busy. */
  loopBusySeconds: z.number().optional(),
});
export type EmbeddedFigures = z.output<typeof embeddedFigures>;

/** Figures between two readings. The first reading knows only the memory. */
export function figuresBetween(earlier: EmbeddedFigures | undefined, later: EmbeddedFigures): PlatformFigures {
  const { memoryMb } = later;
  const seconds = earlier ? later.uptimeSeconds - earlier.uptimeSeconds : 0;
  if (!earlier || seconds <= 0) return { memoryMb };
  return {
    cpu: (later.cpuSeconds - earlier.cpuSeconds) / seconds,
    memoryMb,
    networkOutMbps: ((later.bytesForwarded - earlier.bytesForwarded) * 8) / 1e6 / seconds,
    ...(later.loopBusySeconds !== undefined &&
      earlier.loopBusySeconds !== undefined && {
        cpuShare: Math.min(1, (later.loopBusySeconds - earlier.loopBusySeconds) / seconds),
      }),
  };
}
