import type { ConnectOutcome } from '../../page-outcomes.js';
import './page-state.js';

export interface ConnectOptions {
  /** Token of the connection. */
  readonly token: string;
  /** Client data that the others see, as JSON. */
  readonly clientData: string;
}

/** Runs in the participant page: joins the session. Self-contained, because the browser gets its source text only. */
export async function connect({ token, clientData }: ConnectOptions): Promise<ConnectOutcome> {
  const participant = window.playwrightOpenviduParticipant;
  if (!participant) throw new Error('The participant page is not prepared.');
  const { session } = participant;
  // The SDK tries again for ever where the socket cannot be opened, and never settles its promise, even if a later try succeeds.
  const socketFailed = new Promise<ConnectOutcome>((resolve) => {
    session.once('reconnecting', () =>
      resolve({ connected: false, failed: 'socket', reason: 'the SDK gives no reason' }),
    );
  });
  const startedAt = Date.now();
  const joined = session.connect(token, clientData).then(
    (): ConnectOutcome => ({
      connected: true,
      connectionId: session.connection.connectionId,
      startedAt,
      connectedAt: Date.now(),
    }),
    (error: { code?: unknown; message?: unknown }): ConnectOutcome => ({
      connected: false,
      failed: 'refused',
      ...(typeof error.code === 'number' ? { code: error.code } : {}),
      reason: String(error.message ?? error),
    }),
  );
  return Promise.race([joined, socketFailed]);
}
