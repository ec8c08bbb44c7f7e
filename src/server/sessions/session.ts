import type { EpochMs } from '../../model/units.js';
import type { ActiveConnection, Connection, JoinDetails, PendingConnection } from './connection.js';
import type { PublishedStream } from './stream.js';

/** What `POST /sessions` may fix for a session. */
export interface SessionProperties {
  readonly mediaMode: 'ROUTED' | 'RELAYED';
  readonly recordingMode: 'MANUAL' | 'ALWAYS';
  readonly customSessionId: string;
  readonly forcedVideoCodec: 'MEDIA_SERVER_PREFERRED' | 'NONE' | 'VP8' | 'VP9' | 'H264';
  readonly allowTranscoding: boolean;
  readonly defaultRecordingProperties: Readonly<Record<string, unknown>>;
  readonly mediaNode?: { readonly id: string };
}

/** A session and its connections. Knows no socket and no media: those follow what happens here. */
export class Session {
  readonly #pending = new Map<string, PendingConnection>();
  readonly #active = new Map<string, ActiveConnection>();

  constructor(
    readonly id: string,
    readonly createdAt: EpochMs,
    readonly properties: SessionProperties,
  ) {}

  get pendingConnections(): readonly PendingConnection[] {
    return [...this.#pending.values()];
  }

  /** In the order in which they joined. */
  get activeConnections(): readonly ActiveConnection[] {
    return [...this.#active.values()];
  }

  /** Everyone who has joined, except one. */
  othersThan(connection: ActiveConnection): readonly ActiveConnection[] {
    return this.activeConnections.filter((other) => other !== connection);
  }

  findConnection(id: string): Connection | undefined {
    return this.#active.get(id) ?? this.#pending.get(id);
  }

  findActive(id: string): ActiveConnection | undefined {
    return this.#active.get(id);
  }

  findStream(streamId: string): { readonly owner: ActiveConnection; readonly stream: PublishedStream } | undefined {
    for (const owner of this.#active.values())
      if (owner.stream?.id === streamId) return { owner, stream: owner.stream };
    return undefined;
  }

  addPending(connection: PendingConnection): void {
    this.#pending.set(connection.id, connection);
  }

  /** Uses up a token. Undefined if no pending connection of this session has it. */
  join(token: string, details: JoinDetails, activeAt: EpochMs): ActiveConnection | undefined {
    const pending = this.pendingConnections.find((connection) => connection.token === token);
    if (!pending) return undefined;
    const active: ActiveConnection = {
      ...pending,
      ...details,
      status: 'active',
      activeAt,
      stream: undefined,
      subscriptions: new Map(),
      earlyCandidates: [],
    };
    this.#pending.delete(pending.id);
    this.#active.set(active.id, active);
    return active;
  }

  /** Takes a connection out, whatever its state. */
  remove(connection: Connection): void {
    this.#pending.delete(connection.id);
    this.#active.delete(connection.id);
  }
}
