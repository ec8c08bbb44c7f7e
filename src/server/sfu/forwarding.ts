import { burnCpu } from '../faults/burn-cpu.js';
import type { Faults } from '../faults/faults.js';
import { ForwardCap } from '../faults/forward-cap.js';
import { DelayedPackets } from './delayed-packets.js';
import { LoopSaturation } from './loop-saturation.js';
import { newCounters } from './sfu-counters.js';

/** What every forwarded packet of an SFU shares: counters, and the faults that concern the whole server. */
export class Forwarding {
  readonly counters = newCounters();
  readonly loop = new LoopSaturation();
  readonly delayed = new DelayedPackets();
  #version = -1;
  #cap: ForwardCap | undefined;
  #burnMicros = 0;

  constructor(readonly faults: Faults) {}

  /** Whether the server may forward one more packet now; a refusal is counted as dropped. */
  admits(nowMs: number): boolean {
    if (this.#version !== this.faults.version) this.#refresh();
    if (this.#cap === undefined || this.#cap.takes(nowMs)) return true;
    this.counters.packetsDropped++;
    return false;
  }

  /** Call it after each packet sent. */
  burn(): void {
    if (this.#burnMicros > 0) burnCpu(this.#burnMicros);
  }

  #refresh(): void {
    const { forwardCapPacketsPerSecond, cpuPerPacketMicros } = this.faults.settings;
    this.#version = this.faults.version;
    this.#cap = forwardCapPacketsPerSecond === undefined ? undefined : new ForwardCap(forwardCapPacketsPerSecond);
    this.#burnMicros = cpuPerPacketMicros ?? 0;
  }
}
