import type { StreamSample } from '../model/samples.js';
import type { EpochMs } from '../model/units.js';
import type { FirstFrame, JoinedParticipant, ParticipantEvent } from '../participants/participant.js';

/** Samples of one participant's streams, kept only as long as a hold needs them. */
export class ParticipantSeries {
  readonly inbound = new Map<string, StreamSample[]>();
  readonly outbound = new Map<string, StreamSample[]>();
  readonly firstFrames: FirstFrame[] = [];
  readonly events: ParticipantEvent[] = [];
  /** Packets handed over by pacing, and the worst p99 lateness of a second, since {@link resetSendReport}. */
  due = 0;
  sent = 0;
  latenessP99Ms: number | undefined;

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
    const report = participant.takeSendReport();
    if (!report) return;
    this.due += report.due;
    this.sent += report.sent;
    if (report.due > 0) this.latenessP99Ms = Math.max(this.latenessP99Ms ?? 0, report.latenessP99Ms);
  }

  resetSendReport(): void {
    this.due = 0;
    this.sent = 0;
    this.latenessP99Ms = undefined;
  }

  /** Drops samples before `at`, but for the last one, from which the first interval starts. */
  forgetBefore(at: EpochMs): void {
    for (const samples of [...this.inbound.values(), ...this.outbound.values()]) {
      const first = samples.findIndex((sample) => sample.at >= at);
      samples.splice(0, Math.max(0, (first < 0 ? samples.length : first) - 1));
    }
  }
}
