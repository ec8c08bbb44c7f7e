import type { FaultSettingsInput } from '../../src/server/faults/fault-settings.js';
import type { primaries } from './scenario.js';

/** What the embedded server does in a run, and what a gate shall say of it. */
export interface GateVariant {
  readonly name: 'A' | 'joinTime' | 'framesPerSecond' | 'residualLoss';
  /** For people. */
  readonly injected: string;
  readonly runs: number;
  readonly faults: FaultSettingsInput;
  /** The metric that must alarm; none for A. */
  readonly metric?: (typeof primaries)[number];
}

/** Joins take so long in every run, so that 20 % of it is no matter of a few milliseconds. */
const joinDelayMs = 600;

export const variants: readonly GateVariant[] = [
  { name: 'A', injected: 'nothing', runs: 30, faults: { joinDelayMs } },
  {
    name: 'joinTime',
    injected: '+20 % joinTime',
    runs: 12,
    // Delay is nearly all of the join time; a fifth of it is slightly less than a fifth of the whole.
    faults: { joinDelayMs: joinDelayMs * 1.2 },
    metric: 'joinTime',
  },
  {
    name: 'framesPerSecond',
    injected: '−10 % frames per second',
    runs: 12,
    faults: { joinDelayMs, lowFrameRate: { framesPerSecond: 27 } },
    metric: 'video.framesPerSecond',
  },
  {
    name: 'residualLoss',
    injected: '+1 point of residual loss',
    runs: 12,
    faults: { joinDelayMs, packetLoss: { ratio: 0.01, on: 'subscriber', residual: true } },
    metric: 'video.residualLoss',
  },
];
