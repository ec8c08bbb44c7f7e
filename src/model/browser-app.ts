import type { Page } from '@playwright/test';

/** What a user's own app is told of the participant that it shall be. */
export interface AppParticipant {
  /** Name of the session that the app shall join. */
  readonly sessionName: string;
  /** Token of one connection to that session. Never logged; hand it over in the hash of an address, which no server sees. */
  readonly token: string;
  /** Index within the session. */
  readonly index: number;
  /** What the app shall publish. */
  readonly publishes: { readonly audio: boolean; readonly video: boolean };
  /** The join fails if it takes longer, counted from when it was due. */
  readonly joinTimeoutMs: number;
}

/** A user's own OpenVidu application, as a participant. */
export interface BrowserApp {
  /** Address of its page, or a function that gives it. It is opened when the join is due, so that joinTime includes its loading. */
  readonly url: string | ((participant: AppParticipant) => string);
  /**
   * Joins, by the page's own controls, and resolves when the app is in the session. It runs in Node, with Playwright's `Page`.
   * Default: the page joins by itself, and has joined when the platform let it in and, if it publishes, its first media connection is
   * connected.
   */
  readonly join?: (page: Page, participant: AppParticipant) => Promise<void>;
  /** Whether the report may show the page of a participant with bad streams, with all that stands on it. Default false. */
  readonly screenshots?: boolean;
}
