import pLimit from 'p-limit';
import type { BrowserApp } from '../model/browser-app.js';
import { formatClientData } from '../model/client-data.js';
import { LoadError, messageOf } from '../model/errors.js';
import type { JoinFailure } from '../model/figures.js';
import type { Impairment } from '../model/impairment.js';
import type { ParticipantKind } from '../model/metrics.js';
import type { PlannedParticipant, ResolvedScenario } from '../model/scenario.js';
import type { EpochMs } from '../model/units.js';
import type { JoinedParticipant, ParticipantFactory } from '../participants/participant.js';
import type { Platform, PlatformSession } from '../platforms/platform.js';
import { now, sleepUntil } from './clock.js';

/** Joins under way at once; later ones wait, and their join time counts the wait. */
const joinsAtOnce = 32;
/** Tokens are made, and pages opened, this long before a join is due. */
export const joinLeadMs = 3_000;

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
  readonly platform: Platform;
  readonly factories: (kind: ParticipantKind) => Promise<ParticipantFactory>;
  readonly sessionName: (session: number) => string;
  readonly app?: BrowserApp;
  /** Network conditions with which a participant joins; none if no impairment ever concerns it. */
  readonly networkOf: (planned: PlannedParticipant) => Impairment | undefined;
}

/** The participants that one generator has brought into sessions. */
export class Crowd {
  readonly #options: CrowdOptions;
  readonly #sessions = new Map<number, Promise<PlatformSession>>();
  readonly members: Member[] = [];
  readonly failures: JoinFailure[] = [];
  /** Failures that either side may have brought about. */
  readonly #doubtful: JoinFailure[] = [];
  /** Joins that were due so far, and those that were really tried. */
  due = 0;
  attempted = 0;

  constructor(options: CrowdOptions) {
    this.#options = options;
  }

  /**
   * Joins all of them, each at its own instant after `startedAt`. A join that fails is recorded, not thrown.
   * @throws LoadError `NO_BROWSER`
   */
  async join(joins: readonly PlannedParticipant[], startedAt: EpochMs, signal: AbortSignal): Promise<void> {
    const limit = pLimit(joinsAtOnce);
    this.due += joins.length;
    const all = joins.map((planned) =>
      limit(async () => {
        const scheduledAt = startedAt + planned.joinAtMs;
        await sleepUntil(scheduledAt - joinLeadMs, signal);
        await this.#joinOne(planned, scheduledAt);
      }),
    );
    // Joins that have begun are waited for even after an abort, so that each member is known and can leave.
    const settled = await Promise.allSettled(all);
    signal.throwIfAborted();
    for (const result of settled) if (result.status === 'rejected') throw result.reason;
  }

  /**
   * Says whose fault the failures since the last call were: those that a starved generator can bring about itself are its own, if it
   * was starved meanwhile. What the platform refused stays the platform's.
   */
  settleCauses(generatorWasStarved: boolean): void {
    for (const failure of this.#doubtful.splice(0))
      if (generatorWasStarved) this.failures[this.failures.indexOf(failure)] = { ...failure, cause: 'generator' };
  }

  /** Everyone leaves, then the sessions are closed. Returns what could not be closed, one sentence each. */
  async disperse(): Promise<string[]> {
    const limit = pLimit(joinsAtOnce);
    await Promise.all(this.members.map(({ participant }) => limit(() => participant.leave())));
    this.members.length = 0;
    const closed = await Promise.allSettled(
      [...this.#sessions.values()].map(async (session) => (await session).close()),
    );
    this.#sessions.clear();
    return closed.flatMap((result) => (result.status === 'rejected' ? [messageOf(result.reason)] : []));
  }

  async #joinOne(planned: PlannedParticipant, scheduledAt: EpochMs): Promise<void> {
    const sessionName = this.#options.sessionName(planned.session);
    this.attempted += 1;
    try {
      const participant = await this.#tryTwice(planned, sessionName, scheduledAt);
      this.members.push({ planned, sessionName, participant });
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
      this.failures.push(failure);
      if (!isRefusal(thrown)) this.#doubtful.push(failure);
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
    const session = await this.#session(planned.session, sessionName);
    const token = await session.createToken({
      role: audio || video ? 'PUBLISHER' : 'SUBSCRIBER',
      subscribes: planned.role.receivesFrom.length > 0,
      // So that others know who it is, even if a user's own app joins with it.
      data: formatClientData({ participant: planned.role.index }),
    });
    const impairment = networkOf(planned);
    return factory.join({
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
      groundTruth: scenario.participants.groundTruth ?? true,
    });
  }

  #session(session: number, name: string): Promise<PlatformSession> {
    const existing = this.#sessions.get(session);
    if (existing) return existing;
    const created = this.#options.platform.createSession(name);
    this.#sessions.set(session, created);
    // A session that could not be created is asked for again by the next try.
    created.catch(() => this.#sessions.delete(session));
    return created;
  }
}
