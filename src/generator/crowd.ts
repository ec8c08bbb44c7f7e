import pLimit from 'p-limit';
import { messageOf } from '../model/errors.js';
import type { JoinFailure } from '../model/figures.js';
import type { Plan, PlannedLeave, PlannedParticipant } from '../model/plan.js';
import type { EpochMs } from '../model/units.js';
import type { JoinedParticipant } from '../participants/participant.js';
import { participantKey } from '../scenario/index.js';
import { Admission, type AdmissionOptions, isHopeless } from './admission.js';
import { sleepUntil } from './clock.js';
import { JoinFailures } from './join-failures.js';
import { joinLeadMs, movesAtOnce } from './moves-at-once.js';
import { OpenSessions } from './open-sessions.js';

/** A participant of the plan that is in its session. */
export interface Member {
  readonly planned: PlannedParticipant;
  readonly sessionName: string;
  readonly participant: JoinedParticipant;
}

export interface CrowdOptions extends AdmissionOptions {
  /** Sessions that are dealt whole are closed when their last participant has left. */
  readonly plan: Pick<Plan, 'dealtBy'>;
}

/** The participants that one generator has brought into sessions. */
export class Crowd {
  readonly #options: CrowdOptions;
  readonly #sessions: OpenSessions;
  /** Indexes of those of our own who are due in a session, whether they have succeeded or not. */
  readonly #due = new Map<number, Set<number>>();
  readonly #members = new Map<string, Member>();
  /** Who has left each place since the last {@link forgetGone}. */
  readonly #gone = new Map<string, Member[]>();
  readonly #joining = new Map<string, Promise<void>>();
  readonly #leaving = new Map<string, Promise<void>>();
  readonly #failures = new JoinFailures();
  readonly #admission: Admission;
  readonly #notes: string[] = [];
  /** Joins that were due so far, and those that were really tried. */
  due = 0;
  attempted = 0;

  constructor(options: CrowdOptions) {
    this.#options = options;
    this.#sessions = new OpenSessions(options.platform, options.sessionName);
    this.#admission = new Admission(options, this.#sessions, (planned, participant) =>
      this.#sendAway({ planned, sessionName: options.sessionName(planned.session), participant }),
    );
  }

  /** Joins that failed: in this step, or earlier of participants that are still due. */
  get failures(): readonly JoinFailure[] {
    return this.#failures.all;
  }

  /** Those who are in their session now. */
  get members(): readonly Member[] {
    return [...this.#members.values()];
  }

  /** Those who have left since the last {@link forgetGone}. */
  get gone(): readonly Member[] {
    return [...this.#gone.values()].flat();
  }

  /** Those of them who were at one place, in the order in which they left. */
  goneFrom(session: number, participant: number): readonly Member[] {
    return this.#gone.get(participantKey(session, participant)) ?? [];
  }

  memberAt(session: number, participant: number): Member | undefined {
    return this.#members.get(participantKey(session, participant));
  }

  /** A hold begins: who left before it does not matter any more. */
  forgetGone(): void {
    this.#gone.clear();
  }

  /**
   * Joins all of them, each at its own instant after `startedAt`. A join that fails is recorded, not thrown.
   * @throws LoadError `NO_BROWSER`
   */
  async join(joins: readonly PlannedParticipant[], startedAt: EpochMs, signal: AbortSignal): Promise<void> {
    const limit = pLimit(
      movesAtOnce(
        this.#options.scenario,
        joins.map(({ joinAtMs }) => joinAtMs),
      ),
    );
    this.due += joins.length;
    const all = joins.map((planned) =>
      limit(async () => {
        const scheduledAt = startedAt + planned.joinAtMs;
        await sleepUntil(scheduledAt - joinLeadMs, signal);
        await this.#join(planned, scheduledAt);
      }),
    );
    // Joins that have begun are waited for even after an abort, so that each member is known and can leave.
    const settled = await Promise.allSettled(all);
    signal.throwIfAborted();
    for (const result of settled) if (result.status === 'rejected') throw result.reason;
  }

  /**
   * Lets them leave, each at its own instant after `startedAt`; who could not join is due no longer. A session is closed when its last
   * participant has left.
   */
  async leave(leaves: readonly PlannedLeave[], startedAt: EpochMs, signal: AbortSignal): Promise<void> {
    const limit = pLimit(
      movesAtOnce(
        this.#options.scenario,
        leaves.map(({ leaveAtMs }) => leaveAtMs),
      ),
    );
    const all = leaves.map((planned) =>
      limit(async () => {
        await sleepUntil(startedAt + planned.leaveAtMs, signal);
        await this.#leave(planned);
      }),
    );
    // Who has begun to leave is waited for even after an abort; only that rejects.
    await Promise.allSettled(all);
    signal.throwIfAborted();
  }

  /** See {@link JoinFailures.settleCauses}. */
  settleCauses(generatorWasStarved: boolean): void {
    this.#failures.settleCauses(generatorWasStarved);
  }

  /** See {@link JoinFailures.beginStep}. */
  beginStep(): void {
    this.#failures.beginStep();
  }

  /** Hands out what went wrong since the last time and is no failure of a join, one sentence each. */
  takeNotes(): string[] {
    return this.#notes.splice(0);
  }

  /** Everyone leaves, then the sessions are closed. Returns who could not leave and what could not be closed, one sentence each. */
  async disperse(): Promise<string[]> {
    const limit = pLimit(movesAtOnce(this.#options.scenario, []));
    const leaving = this.members;
    this.#members.clear();
    await Promise.all(leaving.map((member) => limit(() => this.#sendAway(member))));
    await this.#sessions.closeAll();
    return [...this.takeNotes(), ...this.#sessions.troubles.splice(0)];
  }

  async #leave(planned: PlannedLeave): Promise<void> {
    const key = participantKey(planned.session, planned.participant);
    const leaving = this.#leaveOne(planned, key).finally(() => this.#leaving.delete(key));
    this.#leaving.set(
      key,
      leaving.catch(() => undefined),
    );
    await leaving;
  }

  async #leaveOne({ session, participant }: PlannedLeave, key: string): Promise<void> {
    await this.#joining.get(key);
    const member = this.#members.get(key);
    this.#members.delete(key);
    if (member) this.#gone.set(key, [...(this.#gone.get(key) ?? []), member]);
    this.#failures.leave(key);
    if (member) await this.#sendAway(member);
    const due = this.#due.get(session);
    due?.delete(participant);
    if (due?.size !== 0) return;
    this.#due.delete(session);
    // A session that several generators share ends by itself; who comes back asks for it again.
    if (this.#options.plan.dealtBy === 'session') await this.#sessions.close(session);
    else this.#sessions.forget(session);
  }

  /** Who cannot leave is gone for the plan all the same; its session ends, and that it did not go is noted. */
  async #sendAway({ planned, sessionName, participant }: Member): Promise<void> {
    try {
      await participant.leave();
    } catch (thrown) {
      this.#notes.push(
        `Participant ${planned.role.index} of session ${sessionName} (${planned.kind}) could not leave: ${messageOf(thrown)}`,
      );
    }
  }

  async #join(planned: PlannedParticipant, scheduledAt: EpochMs): Promise<void> {
    const { session, role } = planned;
    const key = participantKey(session, role.index);
    // Who comes back does so once it has left: its session may be closed then.
    await this.#leaving.get(key);
    this.#due.set(session, (this.#due.get(session) ?? new Set()).add(role.index));
    const joining = this.#joinOne(planned, scheduledAt).finally(() => this.#joining.delete(key));
    this.#joining.set(
      key,
      joining.catch(() => undefined),
    );
    await joining;
  }

  async #joinOne(planned: PlannedParticipant, scheduledAt: EpochMs): Promise<void> {
    const sessionName = this.#options.sessionName(planned.session);
    this.attempted += 1;
    try {
      const participant = await this.#admission.join(planned, scheduledAt);
      this.#members.set(participantKey(planned.session, planned.role.index), { planned, sessionName, participant });
    } catch (thrown) {
      // The run need not go on to say so of each other browser participant.
      if (isHopeless(thrown)) throw thrown;
      this.#failures.add(planned, sessionName, thrown);
    }
  }
}
