/** Machine-readable reason of a {@link LoadError}. */
export type LoadErrorCode =
  | 'INVALID_SCENARIO'
  | 'INVALID_CONFIG'
  | 'INVALID_URL'
  | 'UNAUTHORIZED'
  | 'UNREACHABLE'
  | 'UNTRUSTED_CERTIFICATE'
  | 'NOT_OPENVIDU2'
  | 'NOT_OPENVIDU3'
  | 'REST_FAILED'
  | 'TIMED_OUT'
  | 'JOIN_REFUSED'
  | 'APP_FAILED'
  | 'PUBLISH_FAILED'
  | 'SUBSCRIBE_FAILED'
  | 'CONNECTION_LOST'
  | 'NO_BROWSER'
  | 'BROWSER_CRASHED'
  | 'NO_REPORTER'
  | 'RENDEZVOUS_LOST'
  | 'ABORTED'
  | 'EVIDENCE_INVALID'
  | 'BASELINE_INVALID'
  | 'VERDICT_INVALID'
  | 'PORT_IN_USE'
  | 'SERVER_DIED';

/**
 * An error with a reason that code can test and one sentence for a person: what happened, what was expected, what to do.
 * Never put a secret or a token into `message`.
 */
export class LoadError extends Error {
  override readonly name = 'LoadError';
  constructor(
    readonly code: LoadErrorCode,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

/** The text of anything that was thrown. */
export function messageOf(thrown: unknown): string {
  return thrown instanceof Error ? thrown.message : String(thrown);
}

/** Takes the stack off an error that a user reads: its message says all, and the lines of this package would hide it. */
export function withoutStack<E extends Error>(error: E): E {
  error.stack = `${error.name}: ${error.message}`;
  return error;
}
