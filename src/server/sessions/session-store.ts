import type { Clock } from '../../model/units.js';
import type { ConnectionProperties, PendingConnection } from './connection.js';
import { newConnectionId, newSessionId, newTokenId } from './ids.js';
import { Session, type SessionProperties } from './session.js';

/** Every session of the server. A session lives until its last participant leaves or REST closes it. */
export class SessionStore {
  readonly #sessions = new Map<string, Session>();
  readonly #clock: Clock;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  get all(): readonly Session[] {
    return [...this.#sessions.values()];
  }

  get connectionCount(): number {
    return this.all.reduce((sum, session) => sum + session.activeConnections.length, 0);
  }

  find(id: string): Session | undefined {
    return this.#sessions.get(id);
  }

  /** Undefined if a session with that custom id exists already. */
  create(properties: SessionProperties): Session | undefined {
    const id = properties.customSessionId || newSessionId();
    if (this.#sessions.has(id)) return undefined;
    const session = new Session(id, this.#clock(), properties);
    this.#sessions.set(id, session);
    return session;
  }

  /** @param signallingUrl Where the token's bearer connects, e.g. `ws://127.0.0.1:4443`. */
  createConnection(session: Session, properties: ConnectionProperties, signallingUrl: string): PendingConnection {
    const connection: PendingConnection = {
      status: 'pending',
      id: connectionIdFor(session, properties.data),
      token: `${signallingUrl}?sessionId=${session.id}&token=${newTokenId()}`,
      createdAt: this.#clock(),
      properties,
    };
    session.addPending(connection);
    return connection;
  }

  /** Forgets a session together with its unused tokens. */
  destroy(session: Session): void {
    if (this.#sessions.get(session.id) === session) this.#sessions.delete(session.id);
  }

  /** Destroys sessions that nobody has joined and that are older than the threshold. */
  collectGarbage(thresholdMs: number): void {
    const limit = this.#clock() - thresholdMs;
    for (const session of this.#sessions.values())
      if (session.activeConnections.length === 0 && session.createdAt < limit) this.destroy(session);
  }
}

/** Server data may ask for a connection id of its own (`openviduCustomConnectionId`); a real server grants it. */
function connectionIdFor(session: Session, data: string): string {
  const custom = /"openviduCustomConnectionId"\s*:\s*"([^"]*)"/.exec(data)?.[1]?.replaceAll(/\W/g, '');
  const id = custom && `con_${custom}`;
  return id && !session.findConnection(id) ? id : newConnectionId();
}
