import type { PlannedLeave, PlannedParticipant, PlannedStep } from '../model/plan.js';
import type { ParticipantRole } from '../model/scenario.js';
import { streamsOf } from './expected-streams.js';
import { isPublisher } from './roles.js';
import { type Presence, throughout } from './stays.js';
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
  readonly holdSeconds: number;
}

/** Somebody comes or goes during a hold. */
type Move<T> = { readonly atMs: number } & ({ readonly join: T } | { readonly leave: PlannedLeave });

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
  /** Of the sessions in which somebody comes or goes during the hold. */
  #presences = new Map<number, Presence<T>[]>();
  /** In the second half of the last hold. */
  #later: readonly Move<T>[] = [];
  #holdSeconds = 0;
  #participants = 0;
  #mediaConnections = 0;
  #expectedStreams = 0;

  constructor(private readonly isOwn: (place: T) => boolean = () => true) {}

  /**
   * To the next step: everyone who leaves in its ramp, then everyone who joins. Where people come and go during its hold, those are
   * there who are in the middle of it: in a ramp that is the mean, and of arrivals a fair sample.
   */
  apply({ joins, leaves, during, holdSeconds }: StepOf<T>): void {
    for (const move of this.#later) this.#move(move);
    for (const leave of leaves) this.remove(leave);
    for (const join of joins) this.add(join);
    const moves: readonly Move<T>[] = during
      ? [
          ...during.leaves.map((leave) => ({ atMs: leave.leaveAtMs, leave })),
          ...during.joins.map((join) => ({ atMs: join.joinAtMs, join })),
        ].sort((a, b) => a.atMs - b.atMs)
      : [];
    this.#holdSeconds = holdSeconds;
    this.#presences = this.#during(moves);
    const middleMs = holdSeconds * 500;
    for (const move of moves) if (move.atMs <= middleMs) this.#move(move);
    this.#later = moves.filter(({ atMs }) => atMs > middleMs);
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

  /** Numbers of the sessions in which somebody is during the hold, in ascending order. */
  get sessionNumbers(): number[] {
    return [...new Set([...this.#sessions.keys(), ...this.#presences.keys()])].sort((a, b) => a - b);
  }

  /** Everyone who is in a session during the hold, whoever carries them. Who leaves and comes back is there twice. */
  presencesIn(session: number): readonly Presence<T>[] {
    return this.#presences.get(session) ?? this.#presentIn(session);
  }

  get totals(): Totals {
    let sessions = 0;
    for (const attendance of this.#sessions.values()) sessions += Number(isCountedHere(attendance));
    return {
      sessions,
      participants: this.#participants,
      mediaConnections: this.#mediaConnections,
      expectedStreams: this.#presences.size === 0 ? this.#expectedStreams : streamsOf(this, this.#holdSeconds).length,
    };
  }

  #presentIn(session: number): Presence<T>[] {
    return [...(this.#sessions.get(session)?.present.values() ?? [])].map((there) => ({ ...there, ...throughout }));
  }

  #move(move: Move<T>): void {
    if ('join' in move) this.add(move.join);
    else this.remove(move.leave);
  }

  /** The presences in all sessions that these moves, in the order of time, concern. */
  #during(moves: readonly Move<T>[]): Map<number, Presence<T>[]> {
    const presences = new Map<number, Presence<T>[]>();
    for (const move of moves) {
      const { session } = 'join' in move ? move.join : move.leave;
      const all = presences.get(session) ?? this.#presentIn(session);
      presences.set(session, all);
      if ('join' in move) {
        all.push({ place: move.join, own: this.isOwn(move.join), fromMs: move.atMs, toMs: throughout.toMs });
        continue;
      }
      const { participant } = move.leave;
      const leaving = all.findLastIndex(
        ({ place, toMs }) => place.role.index === participant && toMs === throughout.toMs,
      );
      if (leaving >= 0) all[leaving] = { ...all[leaving]!, toMs: move.atMs };
    }
    return presences;
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
