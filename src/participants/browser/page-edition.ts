import type { JoinOptions } from '../participant.js';
import type { AppSignalling, SignallingListener } from './app/app-signalling.js';
import type { JoinContext } from './page-error.js';
import type { ConnectOutcome, PrepareOutcome, PublishOutcome } from './page-outcomes.js';
import type { ParticipantPage } from './participant-page.js';

/** What a participant page does with the SDK of one edition. */
export interface PageEdition {
  /** What the error codes of a refused join mean, where the platform's own words do not say it. */
  readonly refusals: Readonly<Record<number, string>>;
  /**
   * What is known of the participant before its page is open.
   * @throws LoadError `JOIN_REFUSED` for what cannot be a token of this edition
   */
  contextOf(options: JoinOptions): JoinContext;
  /** Reads the signalling of a user's own app along. */
  signalling(listener: SignallingListener): AppSignalling;
  /** Makes the session and opens the camera: all that can be done before the join is due. */
  prepare(page: ParticipantPage, options: JoinOptions): Promise<PrepareOutcome>;
  connect(page: ParticipantPage, options: JoinOptions): Promise<ConnectOutcome>;
  publish(page: ParticipantPage, options: JoinOptions): Promise<PublishOutcome>;
  /** Leaves; resolves when the platform has confirmed. */
  leave(page: ParticipantPage): Promise<void>;
}
