import type { JoinOptions } from '../participant.js';
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
  /** Makes the session and opens the camera: all that can be done before the join is due. */
  prepare(page: ParticipantPage, options: JoinOptions): Promise<PrepareOutcome>;
  connect(page: ParticipantPage, options: JoinOptions): Promise<ConnectOutcome>;
  publish(page: ParticipantPage, options: JoinOptions): Promise<PublishOutcome>;
  /** Asks to leave; the platform has confirmed once the sockets of the page are closed. */
  leave(page: ParticipantPage): Promise<void>;
}
