import type { RoomConnectOptions } from 'livekit-client';
import type { EpochMs } from '../../../../model/units.js';
import type { ConnectFailure, ConnectOutcome } from '../../page-outcomes.js';
import './page-state.js';

export interface ConnectRoomOptions {
  /** Address of the signalling: ws:// or wss://. */
  readonly url: string;
  readonly token: string;
  readonly connect: RoomConnectOptions;
}

/** Runs in the participant page: joins the room. Self-contained, because the browser gets its source text only. */
export async function connectRoom({ url, token, connect }: ConnectRoomOptions): Promise<ConnectOutcome> {
  const participant = window.playwrightOpenviduLivekitParticipant;
  if (!participant) throw new Error('The participant page is not prepared.');
  const { room, subscribeToPresent } = participant;
  const sdk = window.LivekitClient;
  // The platform has accepted the participant when it answers the join; the SDK then connects media before it returns.
  let acceptedAt: EpochMs | undefined;
  room.once(sdk.RoomEvent.SignalConnected, () => {
    acceptedAt = Date.now();
  });

  const failureOf = (error: unknown): ConnectFailure => {
    if (acceptedAt !== undefined) return 'media';
    if (!(error instanceof sdk.ConnectionError)) return 'refused';
    const { NotAllowed, LeaveRequest, Timeout } = sdk.ConnectionErrorReason;
    if (error.reason === Timeout) return 'silence';
    return error.reason === NotAllowed || error.reason === LeaveRequest ? 'refused' : 'socket';
  };

  const startedAt = Date.now();
  try {
    await room.connect(url, token, connect);
  } catch (error) {
    const { status, message } = error as { status?: unknown; message?: string };
    return {
      connected: false,
      failed: failureOf(error),
      ...(typeof status === 'number' ? { code: status } : {}),
      reason: String(message ?? error).replace('could not establish signal connection: ', ''),
    };
  }
  subscribeToPresent();
  return {
    connected: true,
    connectionId: room.localParticipant.sid,
    startedAt,
    connectedAt: acceptedAt ?? Date.now(),
  };
}
