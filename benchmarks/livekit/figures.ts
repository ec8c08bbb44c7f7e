import { atLeast, atMost, type BenchmarkResult } from '../benchmark-result.js';
import type { RoomLoad } from './load.js';

/** One measurement of one generator. */
export interface Figures {
  readonly cpuMsPerParticipantSecond: number;
  /** Per packet that the server took from it or gave it: frames come at other rates. */
  readonly cpuMicrosPerPacket: number;
  readonly memoryMbPerParticipant: number;
  /** By the server's count, of all participants. */
  readonly kbpsSent: number;
  readonly kbpsReceived: number;
  readonly packetsPerSecond: number;
  readonly tracks: number;
  readonly tracksDue: number;
  readonly lossPercent: number;
  /** Mean, by the server's clock, until a participant is active. */
  readonly joinMs: number;
  readonly joins: number;
  readonly serverCpuPercent: number;
}

/** Each figure's median over the rounds: what else runs on the machine disturbs one of them. */
export function medians(rounds: readonly Figures[]): Figures {
  const names = Object.keys(rounds[0]!) as (keyof Figures)[];
  return Object.fromEntries(names.map((name) => [name, median(rounds.map((figures) => figures[name]))])) as never;
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = (sorted.length - 1) / 2;
  return (sorted[Math.floor(middle)]! + sorted[Math.ceil(middle)]!) / 2;
}

/** Rows for the console: ours, lk's, and how they compare. */
export function tableOf(ours: Figures, lk?: Figures): Record<string, Record<string, number>> {
  const names = Object.keys(ours) as (keyof Figures)[];
  const short = (value: number) => Number(value.toPrecision(3));
  return Object.fromEntries(
    names.map((name) => [
      name,
      {
        ours: short(ours[name]),
        ...(lk && { lk: short(lk[name]) }),
        ...(lk && lk[name] > 0 && { 'ours/lk': short(ours[name] / lk[name]) }),
      },
    ]),
  );
}

/** Ratios as results: a participant of ours shall cost less CPU than one of LiveKit's load tester, and no more of anything else. */
export function compare({ name, publishers, subscribers }: RoomLoad, ours: Figures, lk: Figures): BenchmarkResult[] {
  const ratio = (what: string, figure: keyof Figures, bound = 1) =>
    atMost(`LiveKit ${name}: ${what}, ours/lk`, ours[figure] / lk[figure], '×', bound);
  return [
    ratio('CPU per participant', 'cpuMsPerParticipantSecond', 0.7),
    ratio('CPU per packet', 'cpuMicrosPerPacket'),
    ratio('memory per participant', 'memoryMbPerParticipant'),
    ratio('join time', 'joinMs'),
    atLeast(
      `LiveKit ${name}: bitrate, ours/lk`,
      subscribers > 0 ? ours.kbpsReceived / lk.kbpsReceived : ours.kbpsSent / lk.kbpsSent,
      '×',
      0.8,
    ),
    ...(subscribers > 0
      ? [
          atMost(`LiveKit ${name}: packets lost, ours`, ours.lossPercent, '%', 1),
          atLeast(`LiveKit ${name}: tracks received, ours`, ours.tracks, 'tracks', publishers * subscribers),
        ]
      : []),
  ];
}
