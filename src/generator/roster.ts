import type { InboundSample, StreamSample } from '../model/samples.js';
import type { PlannedStep } from '../model/scenario.js';
import type { EpochMs } from '../model/units.js';
import type { Crowd, Member } from './crowd.js';
import { type ExpectedStream, expectedStreams } from './expected-streams.js';
import { ParticipantSeries } from './series.js';
import { StreamTrack } from './stream-track.js';

/** Who is here, what they must receive, and what they have sampled. */
export class Roster {
  readonly #series = new Map<Member, ParticipantSeries>();
  readonly #members = new Map<string, Member>();
  readonly #tracks = new Map<string, StreamTrack>();
  expected: readonly ExpectedStream[] = [];

  constructor(readonly crowd: Crowd) {}

  /** Sets what must flow once the joins of `reached` are done; `ours` is this generator's share of them. */
  expect(reached: readonly PlannedStep[], ours: readonly PlannedStep[]): void {
    const mine = ours.flatMap(({ joins }) => joins);
    this.expected = expectedStreams(reached, mine);
  }

  /** Takes everything that the members gathered since the last time. */
  collect(): void {
    for (const member of this.crowd.members) this.seriesOf(member).collect(member.participant);
    for (const stream of this.expected) this.trackOf(stream).update(this.inbound(stream));
  }

  /** What is known of an expected stream since its receiver joined. */
  trackOf({ session, from, to, kind }: ExpectedStream): StreamTrack {
    const key = `${session}:${from}:${to}:${kind}`;
    let track = this.#tracks.get(key);
    if (!track) {
      track = new StreamTrack();
      this.#tracks.set(key, track);
    }
    return track;
  }

  forgetBefore(at: EpochMs): void {
    for (const series of this.#series.values()) series.forgetBefore(at);
  }

  seriesOf(member: Member): ParticipantSeries {
    let series = this.#series.get(member);
    if (!series) {
      series = new ParticipantSeries();
      this.#series.set(member, series);
      this.#members.set(`${member.planned.session}:${member.planned.role.index}`, member);
    }
    return series;
  }

  memberOf(session: number, participant: number): Member | undefined {
    return this.#members.get(`${session}:${participant}`);
  }

  /** Samples of one expected stream; empty if nothing was ever received. */
  inbound(stream: ExpectedStream): readonly InboundSample[] {
    const member = this.memberOf(stream.session, stream.to);
    if (!member) return [];
    const samples = this.seriesOf(member).inbound.get(ParticipantSeries.keyOf(stream.from, stream.kind)) ?? [];
    return samples as readonly StreamSample[] as readonly InboundSample[];
  }
}
