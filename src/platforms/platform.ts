import type { Edition } from '../model/edition.js';
import type { PlatformFigures } from '../model/figures.js';
import type { TokenRole } from '../model/token-role.js';

export interface PlatformOptions {
  readonly url: string;
  readonly ignoreHTTPSErrors: boolean;
  /** Limit of each call. Default 10 000 ms. */
  readonly timeoutMs: number;
}

/** What is known of a deployment after the pre-flight. */
export interface PlatformInfo {
  readonly edition: Edition;
  readonly version: string;
  /** Scheme, host and port only. */
  readonly url: string;
  /** The plugin's own embedded server. */
  readonly embedded: boolean;
  /** Faults switched on in the embedded server, one phrase each. */
  readonly faults: readonly string[];
}

export interface TokenOptions {
  /** Default `PUBLISHER`. */
  readonly role?: TokenRole;
  /** Server data of the connection (OpenVidu 2), metadata of the participant (OpenVidu 3). */
  readonly data?: string;
  /** Whether its owner may subscribe. OpenVidu 2 lets everyone. Default `true`. */
  readonly subscribes?: boolean;
}

export interface PlatformSession {
  readonly name: string;
  /** A new connection's token. */
  createToken(options?: TokenOptions): Promise<string>;
  /** Closes the session for everyone; no error if it is gone already. */
  close(): Promise<void>;
}

/** One deployment, whatever its edition. Every call has a time limit and fails with a LoadError that says what happened. */
export interface Platform {
  readonly options: PlatformOptions;
  /** Checks address, certificate and credentials before any participant starts. */
  preflight(): Promise<PlatformInfo>;
  /** Creates the session, or returns the one of that name that exists already. */
  createSession(name: string): Promise<PlatformSession>;
  listSessions(): Promise<{ readonly name: string; readonly participants: number }[]>;
  /** No error if it is gone already. */
  closeSession(name: string): Promise<void>;
  /** CPU, memory and traffic of the platform since the call before, where it tells; otherwise undefined. */
  figures(): Promise<PlatformFigures | undefined>;
}
