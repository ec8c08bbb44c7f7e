import type { InboundSample, StreamSample } from '../model/samples.js';
import type { PlannedParticipant, PlannedStep } from '../model/scenario.js';
import type { EpochMs } from '../model/units.js';
import { Population } from '../scenario/index.js';
import { now } from './clock.js';
import type { Conversation } from './conversation.js';
import type { Crowd, Member } from './crowd.js';
import { type ExpectedStream, expectedStreams } from './expected-streams.js';
import { ParticipantSeries } from './series.js';
import { StepTimeline } from './step-timeline.js';
import { StreamTrack } from './stream-track.js';

/** Who is here, what they must receive, and what they have sampled. */
export class Roster {
  readonly #series = new WeakMap<Member, ParticipantSeries>();
  readonly #tracks = new Map<string, StreamTrack>();
  readonly #population: Population<PlannedParticipant>;
  readonly timeline = new StepTimeline();
  expected: readonly ExpectedStream[] = [];

  /** @param isOwn whether this generator carries a participant */
  constructor(
    readonly crowd: Crowd,
    readonly conversation: Conversation,
    isOwn: (planned: PlannedParticipant) => boolean,
  ) {
    this.#population = new Population(isOwn);
  }

  /** The expected streams that are not silent by plan just now. */
  awaited(at: EpochMs): readonly ExpectedStream[] {
    return this.expected.filter((stream) => !this.conversation.isMuted(stream, at));
  }

  /** Sets what must flow once all of a step have joined and left, in the whole scenario. */
  expect(step: PlannedStep): void {
    this.#population.apply(step);
    this.expected = expectedStreams(this.#population);
    const tracked = new Set(this.expected.map(keyOf));
    for (const key of this.#tracks.keys()) if (!tracked.has(key)) this.#tracks.delete(key);
  }

  /** Who is in a session throughout the hold, whoever carries them. */
  presentIn(session: number): readonly PlannedParticipant[] {
    return this.#population.presentIn(session);
  }

  /** Takes everything that the members gathered since the last time. */
  collect(): void {
    for (const member of this.crowd.members) this.seriesOf(member).collect(member.participant);
    this.timeline.present(now(), this.crowd.members.length);
    for (const stream of this.expected)
      this.trackOf(stream).update(this.inbound(stream), (before, after) => this.timeline.add(before, after));
  }

  /** What is known of an expected stream since its receiver joined. */
  trackOf(stream: ExpectedStream): StreamTrack {
    const key = keyOf(stream);
    let track = this.#tracks.get(key);
    if (!track) {
      track = new StreamTrack();
      this.#tracks.set(key, track);
    }
    return track;
  }

  forgetBefore(at: EpochMs): void {
    for (const member of this.crowd.members) this.seriesOf(member).forgetBefore(at);
  }

  seriesOf(member: Member): ParticipantSeries {
    let series = this.#series.get(member);
    if (!series) {
      series = new ParticipantSeries();
      this.#series.set(member, series);
    }
    return series;
  }

  memberOf(session: number, participant: number): Member | undefined {
    return this.crowd.memberAt(session, participant);
  }

  /** Samples of one expected stream; empty if nothing was ever received. */
  inbound(stream: ExpectedStream): readonly InboundSample[] {
    const member = this.memberOf(stream.session, stream.to);
    if (!member) return [];
    const samples = this.seriesOf(member).inbound.get(ParticipantSeries.keyOf(stream.from, stream.kind)) ?? [];
    return samples as readonly StreamSample[] as readonly InboundSample[];
  }
}

const keyOf = ({ session, from, to, kind }: ExpectedStream): string => `${session}:${from}:${to}:${kind}`;
