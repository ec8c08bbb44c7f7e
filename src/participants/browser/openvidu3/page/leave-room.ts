import './page-state.js';

/** Runs in the participant page: says goodbye, and closes its socket and its media. */
export async function leaveRoom(): Promise<void> {
  await window.playwrightOpenviduLivekitParticipant?.room.disconnect();
}
