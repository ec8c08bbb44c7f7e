import type * as Sdk from 'openvidu-browser';

/** What the functions that run in the participant page share there. */
export interface ParticipantInPage {
  readonly session: Sdk.Session;
  readonly publisher?: Sdk.Publisher;
}

declare global {
  interface Window {
    /** The unmodified openvidu-browser puts its classes onto `window`. */
    OpenVidu: typeof Sdk.OpenVidu;
    playwrightOpenviduParticipant?: ParticipantInPage;
  }
}
