import type { EpochMs } from '../../../model/units.js';
import './page-state.js';

export interface ConnectOptions {
  /** Token of the connection. */
  readonly token: string;
  /** Client data that the others see, as JSON. */
  readonly clientData: string;
}

export type ConnectOutcome =
  | {
      readonly connected: true;
      readonly connectionId: string;
      readonly startedAt: EpochMs;
      readonly connectedAt: EpochMs;
    }
  /** `code` is the platform's; without one the signalling socket could not be opened, or was lost before the platform answered. */
  | { readonly connected: false; readonly code?: number; readonly reason: string; readonly socketFailed: boolean };

/** Runs in the participant page: joins the session. Self-contained, because the browser gets its source text only. */
export async function connect({ token, clientData }: ConnectOptions): Promise<ConnectOutcome> {
  const participant = window.playwrightOpenviduParticipant;
  if (!participant) throw new Error('The participant page is not prepared.');
  const { session } = participant;
  // The SDK tries again for ever where the socket cannot be opened, and never settles its promise, even if a later try succeeds.
  const socketFailed = new Promise<ConnectOutcome>((resolve) => {
    session.once('reconnecting', () =>
      resolve({ connected: false, reason: 'the signalling socket could not be opened', socketFailed: true }),
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
      ...(typeof error.code === 'number' ? { code: error.code } : {}),
      reason: String(error.message ?? error),
      socketFailed: false,
    }),
  );
  return Promise.race([joined, socketFailed]);
}
