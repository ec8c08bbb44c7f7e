import type { ParticipantRole, PlannedLeave, PlannedParticipant, PlannedStep } from '../model/scenario.js';
import { participantKey } from './browsers.js';
import { isPublisher } from './roles.js';
import { publishedKinds } from './subscriptions.js';

/** What a step holds. */
export type Totals = Pick<PlannedStep, 'sessions' | 'participants' | 'mediaConnections' | 'expectedStreams'>;

type Place = Pick<PlannedParticipant, 'session' | 'role'>;

/** What moves in a step. */
interface StepOf<T> {
  readonly joins: readonly T[];
  readonly leaves: PlannedStep['leaves'];
  readonly during?: {
    readonly joins: readonly (T & { readonly joinAtMs: number })[];
    readonly leaves: PlannedStep['leaves'];
  };
}

/** Who is in one session. */
class Attendance<T extends Place> {
  readonly present = new Map<number, { readonly place: T; readonly own: boolean }>();
  /** How many of our own receive from each place, whether its publisher is there or not. */
  readonly receivers = new Map<number, number>();
  own = 0;
}

/**
 * Who is in the sessions while joins and leaves go on, and what they amount to. With `isOwn` only one generator's share is counted: a
 * subscription counts at its receiver, once its publisher is there too, whoever carries that.
 */
export class Population<T extends Place = Place> {
  readonly #sessions = new Map<number, Attendance<T>>();
  /** Joined during the last hold, and stayed. */
  readonly #arrived: T[] = [];
  #participants = 0;
  #mediaConnections = 0;
  #expectedStreams = 0;

  constructor(private readonly isOwn: (place: T) => boolean = () => true) {}

  /** To the next step: everyone who leaves in its ramp, then everyone who joins. Left are those who stay throughout its hold. */
  apply({ joins, leaves, during }: StepOf<T>): void {
    for (const join of this.#arrived.splice(0)) this.add(join);
    for (const leave of leaves) this.remove(leave);
    for (const join of joins) this.add(join);
    if (!during) return;
    const lastLeave = new Map<string, number>();
    for (const leave of during.leaves) {
      const { session, participant, leaveAtMs } = leave;
      // Whoever is there leaves first; a place that is filled again may be left again.
      if (this.roleAt(session, participant)) this.remove(leave);
      lastLeave.set(participantKey(session, participant), leaveAtMs);
    }
    for (const join of during.joins)
      if ((lastLeave.get(participantKey(join.session, join.role.index)) ?? -1) < join.joinAtMs)
        this.#arrived.push(join);
  }

  /** @throws RangeError if somebody is there already */
  add(place: T): void {
    const { session, role } = place;
    const attendance = this.#sessions.get(session) ?? new Attendance<T>();
    if (attendance.present.has(role.index)) throw new RangeError(`${nameOf(session, role.index)} is there already`);
    this.#sessions.set(session, attendance);
    const own = this.isOwn(place);
    this.#count(attendance, role, own, 1);
    attendance.present.set(role.index, { place, own });
  }

  /** @throws RangeError if nobody is there who could leave */
  remove({ session, participant }: Pick<PlannedLeave, 'session' | 'participant'>): void {
    const attendance = this.#sessions.get(session);
    const found = attendance?.present.get(participant);
    if (!attendance || !found) throw new RangeError(`${nameOf(session, participant)} is not there`);
    attendance.present.delete(participant);
    this.#count(attendance, found.place.role, found.own, -1);
    if (attendance.present.size === 0) this.#sessions.delete(session);
  }

  /** Role of whoever is at a place; undefined if nobody is. */
  roleAt(session: number, participant: number): ParticipantRole | undefined {
    return this.#sessions.get(session)?.present.get(participant)?.place.role;
  }

  /** Everyone who is in a session, whoever carries them. */
  presentIn(session: number): T[] {
    return [...(this.#sessions.get(session)?.present.values() ?? [])].map(({ place }) => place);
  }

  /** Those of our own who are there, ordered by session and index. */
  own(): T[] {
    const all = [...this.#sessions.values()].flatMap(({ present }) => [...present.values()]);
    return all
      .flatMap(({ place, own }) => (own ? [place] : []))
      .sort((a, b) => a.session - b.session || a.role.index - b.role.index);
  }

  get totals(): Totals {
    let sessions = 0;
    for (const attendance of this.#sessions.values()) sessions += Number(isCountedHere(attendance));
    return {
      sessions,
      participants: this.#participants,
      mediaConnections: this.#mediaConnections,
      expectedStreams: this.#expectedStreams,
    };
  }

  /** @param sign 1 for someone who has come, -1 for someone who has gone; the present do not include them */
  #count(attendance: Attendance<T>, role: ParticipantRole, own: boolean, sign: 1 | -1): void {
    const { present, receivers } = attendance;
    const received = receivers.get(role.index) ?? 0;
    this.#mediaConnections += sign * (received + Number(own && isPublisher(role)));
    this.#expectedStreams += sign * received * publishedKinds(role).length;
    if (!own) return;
    attendance.own += sign;
    this.#participants += sign;
    for (const from of role.receivesFrom) {
      receivers.set(from, (receivers.get(from) ?? 0) + sign);
      const publisher = present.get(from)?.place.role;
      if (!publisher) continue;
      this.#mediaConnections += sign;
      this.#expectedStreams += sign * publishedKinds(publisher).length;
    }
  }
}

const nameOf = (session: number, participant: number) => `participant ${participant} of session ${session}`;

/** A session that several generators share counts where its first participant is. */
function isCountedHere({ own, present }: Attendance<Place>): boolean {
  if (own === 0 || own === present.size) return own > 0;
  return present.get(Math.min(...present.keys()))!.own;
}
