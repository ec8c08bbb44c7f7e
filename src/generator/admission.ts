import type { BrowserApp } from '../model/browser-app.js';
import { formatClientData } from '../model/client-data.js';
import { LoadError } from '../model/errors.js';
import type { Impairment } from '../model/impairment.js';
import type { ParticipantKind } from '../model/metrics.js';
import type { PlannedParticipant } from '../model/plan.js';
import type { ResolvedScenario } from '../model/scenario.js';
import type { EpochMs } from '../model/units.js';
import type { JoinedParticipant, ParticipantFactory } from '../participants/participant.js';
import type { Platform, TokenOptions } from '../platforms/platform.js';
import { signalSchedule } from '../scenario/index.js';
import { now } from './clock.js';
import { isRefusal } from './join-failures.js';
import type { OpenSessions } from './open-sessions.js';

export interface AdmissionOptions {
  readonly scenario: ResolvedScenario;
  readonly platform: Platform;
  readonly factories: (kind: ParticipantKind) => Promise<ParticipantFactory>;
  readonly sessionName: (session: number) => string;
  readonly app?: BrowserApp;
  /** Network conditions that a participant has at this moment; none if no impairment ever concerns it. */
  readonly networkOf: (planned: PlannedParticipant) => Impairment | undefined;
}

/** Without a browser no browser participant will ever join. */
export const isHopeless = (thrown: unknown): boolean => thrown instanceof LoadError && thrown.code === 'NO_BROWSER';

/** Brings one participant into its session: from the token to the network conditions that it is to have. */
export class Admission {
  constructor(
    private readonly options: AdmissionOptions,
    private readonly sessions: OpenSessions,
    /** Lets a participant leave that nobody waits for. Does not throw. */
    private readonly sendAway: (planned: PlannedParticipant, participant: JoinedParticipant) => Promise<void>,
  ) {}

  /** Tries twice; the second try counts from the first scheduled instant. @throws whatever the last try met */
  async join(planned: PlannedParticipant, scheduledAt: EpochMs): Promise<JoinedParticipant> {
    try {
      return await this.#try(planned, scheduledAt);
    } catch (thrown) {
      const isTooLate = now() > scheduledAt + this.options.scenario.joinTimeoutSeconds * 1000;
      if (isTooLate || isRefusal(thrown) || isHopeless(thrown)) throw thrown;
      return await this.#try(planned, scheduledAt);
    }
  }

  async #try(planned: PlannedParticipant, scheduledAt: EpochMs): Promise<JoinedParticipant> {
    const { scenario, platform, factories, app, networkOf, sessionName } = this.options;
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
      sessionName: sessionName(planned.session),
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
      let due = this.options.networkOf(planned);
      while (due && due !== given) {
        await participant.impair(due);
        given = due;
        due = this.options.networkOf(planned);
      }
    } catch (thrown) {
      await this.sendAway(planned, participant);
      throw thrown;
    }
  }

  async #token(session: number, options: TokenOptions): Promise<string> {
    const handle = this.sessions.get(session);
    const open = await handle;
    try {
      return await open.createToken(options);
    } catch (thrown) {
      // A platform ends a session that everyone has left; the next try opens it again.
      this.sessions.forget(session, handle);
      throw thrown;
    }
  }
}
