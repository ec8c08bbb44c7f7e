import type { PublishOutcome } from '../../page-outcomes.js';
import './page-state.js';

/**
 * Runs in the participant page: publishes, and waits until ICE and DTLS are connected. Self-contained, because the browser gets its
 * source text only.
 */
export async function publish(): Promise<PublishOutcome> {
  const { session, publisher } = window.playwrightOpenviduParticipant ?? {};
  if (!session || !publisher) throw new Error('The participant page is not prepared to publish.');
  const requestedAt = Date.now();
  try {
    await session.publish(publisher);
  } catch (error) {
    // The SDK rejects with Errors, with objects like Errors, and with texts.
    return { published: false, reason: String((error as { message?: unknown }).message ?? error) };
  }
  const connection = publisher.stream.getRTCPeerConnection();
  return new Promise((resolve) => {
    const look = () => {
      if (connection.connectionState === 'connected')
        resolve({ published: true, requestedAt, connectedAt: Date.now() });
      else if (connection.connectionState === 'failed')
        resolve({ published: false, reason: 'the media connection could not be established (ICE or DTLS failed)' });
    };
    connection.addEventListener('connectionstatechange', look);
    look();
  });
}
