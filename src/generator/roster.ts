import type { PlannedParticipant, PlannedStep } from '../model/plan.js';
import type { InboundSample, StreamSample } from '../model/samples.js';
import type { EpochMs } from '../model/units.js';
import { overlapOf, type Window } from '../quality/index.js';
import { isThroughout, leastJudgedMs, Population, settleAfterJoinMs } from '../scenario/index.js';
import { now } from './clock.js';
import type { Conversation } from './conversation.js';
import type { Crowd, Member } from './crowd.js';
import { type ExpectedStream, expectedStreams } from './expected-streams.js';
import { ParticipantSeries } from './series.js';
import { isThereAt, stayWindows } from './stay-windows.js';
import { StepTimeline } from './step-timeline.js';
import { StreamTrack } from './stream-track.js';

/** Who is here, what they must receive, and what they have sampled. */
export class Roster {
  readonly #series = new WeakMap<Member, ParticipantSeries>();
  readonly #tracks = new Map<string, StreamTrack>();
  readonly #population: Population<PlannedParticipant>;
  readonly timeline = new StepTimeline();
  expected: readonly ExpectedStream[] = [];
  #hold: { readonly at?: EpochMs; readonly seconds: number } = { seconds: 0 };
  /** Who was there when the hold began. */
  #before: ReadonlySet<Member> = new Set();

  /** @param isOwn whether this generator carries a participant */
  constructor(
    readonly crowd: Crowd,
    readonly conversation: Conversation,
    isOwn: (planned: PlannedParticipant) => boolean,
  ) {
    this.#population = new Population(isOwn);
  }

  /** The expected streams that are there just now and not silent by plan. */
  awaited(at: EpochMs): readonly ExpectedStream[] {
    const intoHoldMs = this.#hold.at === undefined ? 0 : at - this.#hold.at;
    return this.expected.filter((stream) => isThereAt(stream, intoHoldMs) && !this.conversation.isMuted(stream, at));
  }

  /** Sets what must flow in a step, in the whole scenario: once all of its ramp have joined and left, and while it is held. */
  expect(step: PlannedStep): void {
    this.#population.apply(step);
    this.#hold = { seconds: step.holdSeconds };
    this.expected = expectedStreams(this.#population, step.holdSeconds);
    const tracked = new Set(this.expected.map(keyOf));
    for (const key of this.#tracks.keys()) if (!tracked.has(key)) this.#tracks.delete(key);
  }

  /** The hold begins: what was before does not matter any more. */
  beginHold(at: EpochMs): void {
    this.#hold = { ...this.#hold, at };
    this.collect();
    this.crowd.forgetGone();
    this.#before = new Set(this.crowd.members);
    for (const member of this.crowd.members) {
      const series = this.seriesOf(member);
      series.forgetBefore(at);
      series.resetSendReport();
    }
  }

  /** The parts of some windows of the hold in which a stream must flow. */
  due(stream: ExpectedStream, windows: readonly Window[]): readonly Window[] {
    const { at, seconds } = this.#hold;
    const there =
      at === undefined ? windows : stayWindows(stream, windows, this.inbound(stream), { at, to: at + seconds * 1000 });
    return this.conversation.heard(stream, there);
  }

  /** Whether one of ours is there from the beginning of the hold on, until now. */
  isHereThroughout(member: Member): boolean {
    const { session, role } = member.planned;
    return this.#before.has(member) && this.crowd.memberAt(session, role.index) === member;
  }

  /** The parts of some windows in which one of ours is judged by what it sends: who came within the hold has to settle. */
  sending(member: Member, windows: readonly Window[]): readonly Window[] {
    if (this.#before.has(member)) return windows;
    const begins = [...this.seriesOf(member).outbound.values()].flatMap(([first]) => first?.at ?? []);
    const settledAt = Math.min(...begins) + settleAfterJoinMs;
    return windows
      .map((window) => overlapOf(window, { from: settledAt, to: window.to }))
      .filter(({ from, to }) => to - from >= leastJudgedMs);
  }

  /** Who is in a session throughout the hold, whoever carries them. */
  presentIn(session: number): readonly PlannedParticipant[] {
    return this.#population
      .presencesIn(session)
      .filter((presence) => isThroughout(presence, this.#hold.seconds * 1000))
      .map(({ place }) => place);
  }

  /** All who are or were there since the hold began: who has gone, then who is there. */
  get everyone(): readonly Member[] {
    return [...this.crowd.gone, ...this.crowd.members];
  }

  /** Takes everything that they gathered since the last time. */
  collect(): void {
    for (const member of this.everyone) this.seriesOf(member).collect(member.participant);
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

  seriesOf(member: Member): ParticipantSeries {
    let series = this.#series.get(member);
    if (!series) {
      series = new ParticipantSeries();
      this.#series.set(member, series);
    }
    return series;
  }

  /** Those who were at a place one after the other since the hold began. Who comes back is somebody else. */
  membersOf(session: number, participant: number): readonly Member[] {
    const gone = this.crowd.goneFrom(session, participant);
    const present = this.crowd.memberAt(session, participant);
    return present ? [...gone, present] : gone;
  }

  /** Samples of one expected stream; empty if nothing was ever received. */
  inbound(stream: Pick<ExpectedStream, 'session' | 'from' | 'to' | 'kind'>): readonly InboundSample[] {
    const key = ParticipantSeries.keyOf(stream.from, stream.kind);
    const each = this.membersOf(stream.session, stream.to).map(
      (member) => this.seriesOf(member).inbound.get(key) ?? [],
    );
    const samples = each.length === 1 ? each[0]! : each.flat();
    return samples as readonly StreamSample[] as readonly InboundSample[];
  }
}

const keyOf = ({ session, from, to, kind }: ExpectedStream): string => `${session}:${from}:${to}:${kind}`;
