import { setTimeout as sleep } from 'node:timers/promises';
import type { FaultSettingsInput } from '../../../src/server/faults/fault-settings.js';
import type { CalibrationRoom, Member, RoomStream } from './calibration-room.js';
import { type Check, checks } from './checks.js';

/** A fault that is injected into a room, and what must be read of it. */
export interface Trial {
  readonly name: string;
  readonly faults: FaultSettingsInput;
  readonly checks: readonly Check[];
  /** Only streams that the checks are about. Default: every video stream. */
  readonly concerns?: (stream: RoomStream) => boolean;
  /** Switch the fault on within the window, not before it. */
  readonly withinWindow?: boolean;
}

/** Indexes in {@link everyPair}. */
export const everyone = { nativePublisher: 0, browserPublisher: 1, browserReceiver: 2, nativeReceiver: 3 } as const;

/** A publisher and a receiver of each kind. */
export const everyPair: readonly Member[] = [
  { kind: 'native', publishes: true, receivesFrom: [] },
  { kind: 'browser', publishes: true, receivesFrom: [] },
  { kind: 'browser', publishes: false, receivesFrom: [0, 1] },
  { kind: 'native', publishes: false, receivesFrom: [0, 1] },
];

export const freezeSeconds = 3;
const capKbps = 300;
const lowFramesPerSecond = 5;

const residualLoss = (ratio: number): Trial => ({
  name: `${ratio * 100} % residual loss`,
  faults: { packetLoss: { ratio, on: 'subscriber', residual: true } },
  checks: [checks.residualLoss(ratio)],
});

const delay = (ms: number): Trial => ({
  name: `delay of ${ms} ms`,
  faults: { delay: { ms } },
  checks: [checks.addedLatency(ms)],
});

const jitter = (ms: number): Trial => ({
  name: `jitter of ${ms} ms`,
  faults: { jitter: { ms } },
  checks: [checks.jitter(ms)],
  // The sound of a browser has a jitter of its own.
  concerns: ({ publisher }) => publisher === 'native',
});

const freeze = (from: number): Trial => ({
  name: `${freezeSeconds} s freeze of participant ${from}`,
  faults: { freezeStream: { from, forSeconds: freezeSeconds } },
  checks: [checks.frozenSeconds(freezeSeconds)],
  concerns: (stream) => stream.from === from && stream.kind === 'video',
  withinWindow: true,
});

const dropped = (to: number): Trial => ({
  name: `subscription of ${to} to 0 dropped`,
  faults: { dropSubscription: { from: 0, to } },
  checks: [checks.fault((stream) => (stream.from === 0 && stream.to === to ? 'missing' : 'none'))],
  concerns: () => true,
});

const slow = (to: number): Trial => ({
  name: `${lowFramesPerSecond} fps from 0 to ${to}`,
  faults: { lowFrameRate: { from: 0, to, framesPerSecond: lowFramesPerSecond } },
  checks: [
    checks.thinned(lowFramesPerSecond, (stream) => stream.from === 0 && stream.to === to),
    checks.fault((stream) => (stream.from === 0 && stream.to === to ? 'low-frame-rate' : 'none')),
  ],
});

/** Without any fault: what all others are compared with. */
export const baseline: Trial = {
  name: 'nothing',
  faults: {},
  checks: [checks.residualLoss(0), checks.frozenSeconds(0), checks.framesPerSecond(30), checks.identity(0)],
};

export const trials = {
  // First: jitter buffers stay deep for long after loss.
  delay50: delay(50),
  delay200: delay(200),
  jitter15: jitter(15),
  residualLoss1: residualLoss(0.01),
  residualLoss5: residualLoss(0.05),
  residualLoss10: residualLoss(0.1),
  repairedLoss5: {
    name: '5 % loss that is repaired',
    faults: { packetLoss: { ratio: 0.05, on: 'subscriber', residual: false } },
    checks: [checks.networkLoss(0.05), checks.residualLoss(0)],
  },
  freezeOfNative: freeze(everyone.nativePublisher),
  freezeOfBrowser: freeze(everyone.browserPublisher),
  swapped: {
    name: 'streams of 0 and 1 swapped',
    faults: { swapStreams: { a: 0, b: 1 } },
    checks: [checks.identity(1)],
  },
  droppedToBrowser: dropped(everyone.browserReceiver),
  droppedToNative: dropped(everyone.nativeReceiver),
  slowToBrowser: slow(everyone.browserReceiver),
  slowToNative: slow(everyone.nativeReceiver),
  // Last: browsers that publish need a while to come back from it.
  cap: {
    name: `bandwidth cap of ${capKbps} kbps`,
    faults: { bandwidthCapKbps: { kbps: capKbps } },
    checks: [checks.bandwidth(capKbps)],
    concerns: (stream: RoomStream) => stream.publisher === 'native' && stream.kind === 'video',
  },
} satisfies Record<string, Trial>;

/** How long a fault is watched. */
export interface Watch {
  readonly seconds: number;
  /** Time that a fault takes to show in full: jitter buffers adapt, counters of lost packets wait for repair. */
  readonly settleMs: number;
}

/** Where in the window a fault comes that is switched on within it. */
const leadMs = 1500;

/** Injects a fault, and no other, and lets a window of so many seconds pass. */
export async function inject(room: CalibrationRoom, trial: Trial, { seconds, settleMs }: Watch) {
  await room.setFaults({});
  await room.flows();
  if (trial.withinWindow)
    return room.window(seconds, async () => {
      await sleep(leadMs);
      await room.setFaults(trial.faults);
    });
  await room.setFaults(trial.faults);
  await sleep(settleMs);
  return room.window(seconds);
}
