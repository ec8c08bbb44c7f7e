import type { VerdictFile } from '../run-inline.js';

type Step = VerdictFile['scenarios'][number]['steps'][number];

/** All hosts share this machine's CPUs, and more processes wait for them longer. */
const halfFrameMs = 17;

/** Figures of a step that say how well it went, with the least difference that two runs on a busy machine may show by chance. */
const compared: readonly { readonly metric: string; readonly at: 'p5' | 'p50' | 'p95'; readonly floor: number }[] = [
  { metric: 'video.framesPerSecond', at: 'p5', floor: 1.5 },
  { metric: 'video.framesPerSecond', at: 'p50', floor: 1.5 },
  { metric: 'video.bitrate', at: 'p50', floor: 15 },
  { metric: 'video.residualLoss', at: 'p95', floor: 0.005 },
  { metric: 'audio.residualLoss', at: 'p95', floor: 0.005 },
  { metric: 'video.jitter', at: 'p50', floor: halfFrameMs },
  { metric: 'audio.jitter', at: 'p50', floor: halfFrameMs },
  { metric: 'video.endToEndLatency', at: 'p50', floor: halfFrameMs },
  { metric: 'joinTime', at: 'p50', floor: 150 },
];

/** One compared figure of two identical runs and of another that shall agree with them. */
export interface Agreement {
  readonly figure: string;
  readonly one: number;
  readonly same: number;
  readonly other: number;
  /** How far `other` may lie from the middle of the two: how far they lie apart, and the floor. */
  readonly tolerance: number;
  readonly agrees: boolean;
}

export function agreements(one: Step, same: Step, other: Step): Agreement[] {
  return compared.map(({ metric, at, floor }) => {
    const [a, b, c] = [one, same, other].map(({ metrics }) => metrics[metric]?.[at] ?? Number.NaN) as [
      number,
      number,
      number,
    ];
    const tolerance = Math.abs(a - b) + floor;
    return {
      figure: `${metric} ${at}`,
      one: a,
      same: b,
      other: c,
      tolerance,
      agrees: Math.abs(c - (a + b) / 2) <= tolerance,
    };
  });
}

/** What must be the same to the last digit. */
export const countsOf = ({
  sessions,
  participants,
  mediaConnections,
  expectedStreams,
  flowingStreams,
  metrics,
}: Step) => ({
  sessions,
  participants,
  mediaConnections,
  expectedStreams,
  flowingStreams,
  measured: Object.fromEntries(compared.map(({ metric }) => [metric, metrics[metric]?.count])),
});
