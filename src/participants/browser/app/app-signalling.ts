import type { EpochMs } from '../../../model/units.js';
import type { PeerName } from '../page-messages.js';

/** What an app's signalling tells of its join. */
export interface SignallingListener {
  /** The platform let the app in. */
  onJoined(connectionId: string): void;
  onRefused(reason: string): void;
  /** The platform put the app out. */
  onRemoved(reason: string): void;
}

/** What is known of a received stream from statistics alone. */
export interface UnnamedStream {
  /** Of the local description of its peer connection. */
  readonly iceUfrag?: string;
  /** Of the received track. */
  readonly trackId?: string;
  /** Of its media section in the peer connection's descriptions. */
  readonly mid?: string;
}

/**
 * Reads along what a user's own app and the platform say to each other, because its page does not tell who is received on which peer
 * connection. Nothing is ever sent.
 */
export interface AppSignalling {
  /** Whether a socket of the page is one of this platform's signalling. */
  isSignalling(socketUrl: string): boolean;
  onSent(frame: string | Buffer, at: EpochMs): void;
  onReceived(frame: string | Buffer, at: EpochMs): void;
  /** Who is received there; undefined for who is none of ours. */
  nameOf(stream: UnnamedStream): PeerName | undefined;
}
