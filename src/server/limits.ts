/** Times of the signalling protocol and the housekeeping, in milliseconds. The defaults are those of a real server. */
export interface ServerLimits {
  /** A client that sends no ping for this many of its own ping intervals is cut off. */
  readonly pingIntervalsMissed: number;
  /** Time for a client whose socket is gone to come back before it is evicted. */
  readonly reconnectionGraceMs: number;
  /** Time for a client that has left to close its socket before the server does. */
  readonly closeAfterLeavingMs: number;
  readonly garbageIntervalMs: number;
  /** Age at which a session that nobody has joined is destroyed. */
  readonly garbageAgeMs: number;
}

export const defaultLimits: ServerLimits = {
  pingIntervalsMissed: 3,
  reconnectionGraceMs: 10_000,
  closeAfterLeavingMs: 10_000,
  garbageIntervalMs: 900_000,
  garbageAgeMs: 3_600_000,
};

/** Longest websocket message that is read, as in a real server. */
export const maxMessageBytes = 50 * 1024;
/** Longest REST body that is read. */
export const maxBodyBytes = 1024 * 1024;
/** Requests of one client that may wait; more is no client that waits for answers. */
export const maxQueuedRequests = 1000;
/** Bytes that a client may leave unread before it is cut off. */
export const maxUnreadBytes = 4 * 1024 * 1024;
