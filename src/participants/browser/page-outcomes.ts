import type { EpochMs } from '../../model/units.js';

/** What a page captures. */
export interface Capture {
  readonly audio: boolean;
  readonly video: boolean;
  readonly width: number;
  readonly height: number;
  readonly framesPerSecond: number;
  /** Participant whose marks pictures and sound carry. In a participant page, none without it. */
  readonly publisher?: number;
}

export type PrepareOutcome =
  | { readonly prepared: true }
  /** Camera or microphone could not be opened. */
  | { readonly prepared: false; readonly reason: string };

/**
 * What ended a connect: the platform's word; the signalling socket, that could not be opened or was lost before the platform answered;
 * media, that could not be connected although the platform had accepted the participant; or a platform that did not answer.
 */
export type ConnectFailure = 'refused' | 'socket' | 'media' | 'silence';

export type ConnectOutcome =
  | {
      readonly connected: true;
      readonly connectionId: string;
      readonly startedAt: EpochMs;
      /** When the platform accepted the participant. */
      readonly connectedAt: EpochMs;
    }
  /** `code` is the platform's. */
  | { readonly connected: false; readonly failed: ConnectFailure; readonly code?: number; readonly reason: string };

export type PublishOutcome =
  | { readonly published: true; readonly requestedAt: EpochMs; readonly connectedAt: EpochMs }
  | { readonly published: false; readonly reason: string };
