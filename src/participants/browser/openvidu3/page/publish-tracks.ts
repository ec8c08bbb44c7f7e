import type { LocalTrack } from 'livekit-client';
import type { PublishOutcome } from '../../page-outcomes.js';
import './page-state.js';

/**
 * Runs in the participant page: publishes camera and microphone under the participant's track name, and waits until ICE and DTLS are
 * connected. Self-contained, because the browser gets its source text only.
 */
export async function publishTracks(name: string): Promise<PublishOutcome> {
  const { room, tracks = [] } = window.playwrightOpenviduLivekitParticipant ?? {};
  if (!room || tracks.length === 0) throw new Error('The participant page is not prepared to publish.');
  const { RoomEvent, DisconnectReason } = window.LivekitClient;

  const mediaConnected = ({ sender }: LocalTrack) =>
    new Promise<void>((resolve, reject) => {
      const transport = sender?.transport;
      if (!transport) {
        reject(new Error('the media connection was gone at once'));
        return;
      }
      const look = () => {
        if (transport.state === 'connected') resolve();
        else if (transport.state === 'failed' || transport.iceTransport.state === 'failed')
          reject(new Error('the media connection could not be established (ICE or DTLS failed)'));
      };
      transport.addEventListener('statechange', look);
      transport.iceTransport.addEventListener('statechange', look);
      look();
    });
  const ended = new Promise<never>((_, reject) => {
    room.once(RoomEvent.Disconnected, (reason) =>
      reject(new Error(`the room was left (${reason === undefined ? 'no reason' : DisconnectReason[reason]})`)),
    );
  });

  const requestedAt = Date.now();
  const publishing = tracks.map(async (track) => {
    await room.localParticipant.publishTrack(track, { name, source: track.source });
    await mediaConnected(track);
  });
  try {
    await Promise.race([Promise.all(publishing), ended]);
    return { published: true, requestedAt, connectedAt: Date.now() };
  } catch (error) {
    return { published: false, reason: String((error as { message?: unknown }).message ?? error) };
  }
}
