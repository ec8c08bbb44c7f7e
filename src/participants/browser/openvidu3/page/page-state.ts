import type * as Sdk from 'livekit-client';

/** What the functions that run in the participant page of OpenVidu 3 share there. */
export interface LivekitParticipantInPage {
  readonly room: Sdk.Room;
  /** Camera and microphone; empty for a participant that only watches. */
  readonly tracks: readonly Sdk.LocalTrack[];
  /** Subscribes to what was published before this participant came. */
  readonly subscribeToPresent: () => void;
}

declare global {
  interface Window {
    /** The unmodified livekit-client puts itself onto `window`. */
    LivekitClient: typeof Sdk;
    playwrightOpenviduLivekitParticipant?: LivekitParticipantInPage;
  }
}
