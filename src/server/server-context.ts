import type { Clock } from '../model/units.js';
import type { Faults } from './faults/faults.js';
import type { ServerLimits } from './limits.js';
import type { MediaServer } from './media-server.js';
import type { MediaServerKind } from './server-options.js';
import type { SessionStore } from './sessions/session-store.js';
import type { ParticipantRegistry } from './signalling/participant-registry.js';

/** What REST and signalling share. */
export interface ServerContext {
  readonly secret: string;
  readonly mediaServerKind: MediaServerKind;
  /** Scheme, host and port under which clients reach the server. */
  readonly publicUrl: string;
  readonly limits: ServerLimits;
  readonly clock: Clock;
  readonly sessions: SessionStore;
  readonly participants: ParticipantRegistry;
  readonly media: MediaServer;
  readonly faults: Faults;
}

/** `ws://host:port` for `http://host:port`, `wss` for `https`: where tokens send their bearer. */
export function signallingUrlOf(context: ServerContext): string {
  return context.publicUrl.replace(/^http/, 'ws');
}
