import './page-state.js';

/** Runs in the participant page: leaves the session; the SDK closes its socket once the platform has confirmed. */
export function leave(): void {
  window.playwrightOpenviduParticipant?.session.disconnect();
}
