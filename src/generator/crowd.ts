import pLimit from 'p-limit';
import type { BrowserApp } from '../model/browser-app.js';
import { formatClientData } from '../model/client-data.js';
import { LoadError, messageOf } from '../model/errors.js';
import type { JoinFailure } from '../model/figures.js';
import type { Impairment } from '../model/impairment.js';
import type { ParticipantKind } from '../model/metrics.js';
import type { Plan, PlannedLeave, PlannedParticipant } from '../model/plan.js';
import type { ResolvedScenario } from '../model/scenario.js';
import type { EpochMs } from '../model/units.js';
import type { JoinedParticipant, ParticipantFactory } from '../participants/participant.js';
import type { Platform, TokenOptions } from '../platforms/platform.js';
import { participantKey, signalSchedule } from '../scenario/index.js';
import { now, sleepUntil } from './clock.js';
import { joinLeadMs, movesAtOnce } from './moves-at-once.js';
import { OpenSessions } from './open-sessions.js';

/** The platform said no. */
const isRefusal = (thrown: unknown): boolean =>
  thrown instanceof LoadError && ['JOIN_REFUSED', 'UNAUTHORIZED', 'UNTRUSTED_CERTIFICATE'].includes(thrown.code);

/** A participant of the plan that is in its session. */
export interface Member {
  readonly planned: PlannedParticipant;
  readonly sessionName: string;
  readonly participant: JoinedParticipant;
}

export interface CrowdOptions {
  readonly scenario: ResolvedScenario;
  /** Sessions that are dealt whole are closed when their last participant has left. */
  readonly plan: Pick<Plan, 'dealtBy'>;
  readonly platform: Platform;
  readonly factories: (kind: ParticipantKind) => Promise<ParticipantFactory>;
  readonly sessionName: (session: number) => string;
  readonly app?: BrowserApp;
  /** Network conditions that a participant has at this moment; none if no impairment ever concerns it. */
  readonly networkOf: (planned: PlannedParticipant) => Impairment | undefined;
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
  /** Joins that failed: in this step, or earlier of participants that are still due. */
  failures: readonly JoinFailure[] = [];
  readonly #failedInThisStep = new Set<string>();
  /** Whose join failed in this step, and who was to leave in it too. */
  readonly #noLongerDue = new Set<string>();
  /** Failures that either side may have brought about. */
  readonly #doubtful = new Set<string>();
  readonly #notes: string[] = [];
  /** Joins that were due so far, and those that were really tried. */
  due = 0;
  attempted = 0;

  constructor(options: CrowdOptions) {
    this.#options = options;
    this.#sessions = new OpenSessions(options.platform, options.sessionName);
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

  /**
   * Says whose fault the failures since the last call were: those that a starved generator can bring about itself are its own, if it
   * was starved meanwhile. What the platform refused stays the platform's.
   */
  settleCauses(generatorWasStarved: boolean): void {
    if (generatorWasStarved)
      this.failures = this.failures.map((failure) =>
        this.#doubtful.has(keyOf(failure)) ? { ...failure, cause: 'generator' } : failure,
      );
    this.#doubtful.clear();
  }

  /** A join that fails counts in its step, however short its stay was to be; from the next one on only while it is due. */
  beginStep(): void {
    for (const key of this.#noLongerDue) this.#forgive(key);
    this.#failedInThisStep.clear();
    this.#noLongerDue.clear();
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

  #forgive(key: string): void {
    this.failures = this.failures.filter((failure) => keyOf(failure) !== key);
    this.#doubtful.delete(key);
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
    if (this.#failedInThisStep.has(key)) this.#noLongerDue.add(key);
    else this.#forgive(key);
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
      const participant = await this.#tryTwice(planned, sessionName, scheduledAt);
      this.#members.set(participantKey(planned.session, planned.role.index), { planned, sessionName, participant });
    } catch (thrown) {
      // Without a browser no other browser participant will join either; the run need not go on to say so.
      if (thrown instanceof LoadError && thrown.code === 'NO_BROWSER') throw thrown;
      const failure: JoinFailure = {
        session: planned.session,
        sessionName,
        participant: planned.role.index,
        kind: planned.kind,
        cause: thrown instanceof LoadError && thrown.code === 'BROWSER_CRASHED' ? 'generator' : 'platform',
        ...(isRefusal(thrown) && { refused: true }),
        reason: messageOf(thrown),
      };
      this.failures = [...this.failures, failure];
      this.#failedInThisStep.add(keyOf(failure));
      if (!isRefusal(thrown)) this.#doubtful.add(keyOf(failure));
    }
  }

  /** A second try counts from the first scheduled instant. */
  async #tryTwice(planned: PlannedParticipant, sessionName: string, scheduledAt: EpochMs): Promise<JoinedParticipant> {
    try {
      return await this.#try(planned, sessionName, scheduledAt);
    } catch (thrown) {
      const hopeless = isRefusal(thrown) || (thrown instanceof LoadError && thrown.code === 'NO_BROWSER');
      if (hopeless || now() > scheduledAt + this.#options.scenario.joinTimeoutSeconds * 1000) throw thrown;
      return await this.#try(planned, sessionName, scheduledAt);
    }
  }

  async #try(planned: PlannedParticipant, sessionName: string, scheduledAt: EpochMs): Promise<JoinedParticipant> {
    const { scenario, platform, factories, app, networkOf } = this.#options;
    const { audio, video } = planned.role.publishes;
    const factory = await factories(planned.kind);
    const token = await this.#token(planned.session, {
      role: audio || video ? 'PUBLISHER' : 'SUBSCRIBER',
      subscribes: planned.role.receivesFrom.length > 0,
      // So that others know who it is, even if a user's own app joins with it.
      data: formatClientData({ participant: planned.role.index }),
    });
    const impairment = networkOf(planned);
    const signals = signalSchedule(scenario, planned);
    const participant = await factory.join({
      token,
      sessionName,
      role: planned.role,
      media: scenario.media,
      scheduledAt,
      joinTimeoutMs: scenario.joinTimeoutSeconds * 1000,
      seed: scenario.seed + planned.session * 1000 + planned.role.index,
      ignoreHTTPSErrors: platform.options.ignoreHTTPSErrors,
      ...(app && { app }),
      ...(impairment && { impairment }),
      ...(signals && { signals }),
      groundTruth: scenario.participants.groundTruth ?? true,
    });
    await this.#catchUp(planned, participant, impairment);
    return participant;
  }

  /** Its network conditions may have changed while it joined. */
  async #catchUp(planned: PlannedParticipant, participant: JoinedParticipant, joinedWith?: Impairment): Promise<void> {
    try {
      let given = joinedWith;
      let due = this.#options.networkOf(planned);
      while (due && due !== given) {
        await participant.impair(due);
        given = due;
        due = this.#options.networkOf(planned);
      }
    } catch (thrown) {
      await this.#sendAway({ planned, sessionName: this.#options.sessionName(planned.session), participant });
      throw thrown;
    }
  }

  async #token(session: number, options: TokenOptions): Promise<string> {
    const handle = this.#sessions.get(session);
    const open = await handle;
    try {
      return await open.createToken(options);
    } catch (thrown) {
      // A platform ends a session that everyone has left; the next try opens it again.
      this.#sessions.forget(session, handle);
      throw thrown;
    }
  }
}

const keyOf = ({ session, participant }: Pick<JoinFailure, 'session' | 'participant'>): string =>
  participantKey(session, participant);
