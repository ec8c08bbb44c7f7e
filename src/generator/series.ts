import type { StreamSample } from '../model/samples.js';
import type { ReceivedSignal } from '../model/signals.js';
import type { EpochMs } from '../model/units.js';
import type { FirstFrame, JoinedParticipant, ParticipantEvent } from '../participants/participant.js';

/** Samples of one participant's streams, kept only as long as a hold needs them. */
export class ParticipantSeries {
  readonly inbound = new Map<string, StreamSample[]>();
  readonly outbound = new Map<string, StreamSample[]>();
  readonly firstFrames: FirstFrame[] = [];
  readonly events: ParticipantEvent[] = [];
  signals: ReceivedSignal[] = [];
  /** Packets handed over by pacing since {@link resetSendReport}, and how many of them were late by how many whole ms. */
  due = 0;
  sent = 0;
  latenessMs: Uint32Array | undefined;

  static keyOf(from: number, kind: 'audio' | 'video'): string {
    return `${from}:${kind}`;
  }

  /** Takes what the participant gathered since the last time. */
  collect(participant: JoinedParticipant): void {
    for (const sample of participant.takeSamples()) {
      const inbound = sample.direction === 'inbound';
      const series = inbound ? this.inbound : this.outbound;
      const key = inbound ? ParticipantSeries.keyOf(sample.from, sample.kind) : sample.kind;
      const samples = series.get(key);
      if (samples) samples.push(sample);
      else series.set(key, [sample]);
    }
    this.firstFrames.push(...participant.takeFirstFrames());
    this.events.push(...participant.takeEvents());
    this.signals.push(...(participant.takeSignals?.() ?? []));
    const report = participant.takeSendReport();
    if (!report) return;
    this.due += report.due;
    this.sent += report.sent;
    this.latenessMs = addSlots(this.latenessMs, report.latenessMs);
  }

  resetSendReport(): void {
    this.due = 0;
    this.sent = 0;
    this.latenessMs = undefined;
  }

  /** Drops signals from before `at`, and samples but for the last one, from which the first interval starts. */
  forgetBefore(at: EpochMs): void {
    this.signals = this.signals.filter((signal) => signal.at >= at);
    for (const samples of [...this.inbound.values(), ...this.outbound.values()]) {
      const first = samples.findIndex((sample) => sample.at >= at);
      samples.splice(0, Math.max(0, (first < 0 ? samples.length : first) - 1));
    }
  }
}

/** Adds up two histograms of equal slots. */
export function addSlots(sum: Uint32Array | undefined, more: Uint32Array): Uint32Array {
  if (!sum) return more.slice();
  more.forEach((count, slot) => {
    sum[slot] = (sum[slot] ?? 0) + count;
  });
  return sum;
}
