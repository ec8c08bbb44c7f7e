import type { Verdict } from '../../src/model/verdict.js';
import type { FaultSettingsInput } from '../../src/server/faults/fault-settings.js';
import { busyLoops, cpuQuota, quotaObstacle, type Starving } from './starving.js';

/** A side that is short of something, and the verdicts that say so. */
export interface Variant {
  readonly name: string;
  readonly allowed: readonly Verdict[];
  readonly faults?: FaultSettingsInput;
  readonly starving?: Starving;
  /** Processor of the server, all threads. Default: any. */
  readonly serverProcessor?: number;
  /** Least idle share of the machine that the variant is about; a run with less says nothing of it. */
  readonly leastIdle?: number;
  /** Why it cannot be tried here. */
  readonly obstacle?: string | undefined;
}

export const participantsPerRoom = 3;
/** Rooms of so many native participants; the generator takes about a third of a processor for them. */
export const rooms = 6;
/** Rooms of 3 that the refusing server lets in. */
const admitted = 4;

export const variants: readonly Variant[] = [
  { name: 'neither side short', allowed: ['passed'] },
  {
    name: 'generator at 5 % of a processor by quota',
    allowed: ['inconclusive'],
    starving: cpuQuota(0.05),
    leastIdle: 0.4,
    obstacle: quotaObstacle(),
  },
  {
    name: 'generator beside 6 busy loops',
    allowed: ['passed', 'inconclusive'],
    starving: busyLoops(6, 0),
    serverProcessor: 1,
  },
  {
    name: 'generator beside 30 busy loops',
    allowed: ['passed', 'inconclusive'],
    starving: busyLoops(30, 0),
    serverProcessor: 1,
  },
  { name: 'server saturated', allowed: ['failed'], faults: { cpuPerPacketMicros: 500 }, leastIdle: 0.3 },
  {
    name: 'server saturated, on a processor of its own',
    allowed: ['failed'],
    faults: { cpuPerPacketMicros: 500 },
    serverProcessor: 1,
    leastIdle: 0.3,
  },
  { name: 'server refuses joins', allowed: ['failed'], faults: { refuseJoins: { after: admitted * 3 } } },
  { name: 'server caps bandwidth', allowed: ['failed'], faults: { bandwidthCapKbps: { kbps: 150 } } },
];
