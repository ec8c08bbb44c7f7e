import type { LocalTrack, RemoteParticipant, RemoteTrackPublication, RoomOptions } from 'livekit-client';
import type { PeerName, SessionMessage } from '../../page-messages.js';
import type { Capture, PrepareOutcome } from '../../page-outcomes.js';
import '../../page/exchange-signals.js';
import '../../page/ground-truth.js';
import '../../page/play-sounds.js';
import './page-state.js';

export interface PrepareRoomOptions {
  /** Name of the pushing function on `window`. */
  readonly binding: string;
  readonly room: Partial<RoomOptions>;
  /** The participants to subscribe to, by the name of their tracks. */
  readonly receivesFrom: Readonly<Record<string, number>>;
  /** Absent for a participant that only watches. */
  readonly capture?: Capture;
}

/**
 * Runs in the participant page before its join is due: makes the room, subscribes to the right tracks from then on, and opens camera
 * and microphone. Self-contained, because the browser gets its source text only.
 */
export async function prepareRoom(options: PrepareRoomOptions): Promise<PrepareOutcome> {
  const { binding, receivesFrom, capture } = options;
  const push = (message: SessionMessage) => {
    const send = (window as unknown as Record<string, (json: string) => Promise<void>>)[binding];
    return send?.(JSON.stringify(message));
  };
  await window.playwrightOpenviduTruth?.ready;
  const sdk = window.LivekitClient;
  sdk.setLogLevel('silent'); // Its log quotes tokens.
  const room = new sdk.Room(options.room);
  const { RoomEvent } = sdk;
  const subscriptions = new Map<string, { name: PeerName; from: number; publication: RemoteTrackPublication }>();
  /** By track, and kept for good: after a full reconnect the SDK tells of the same tracks anew, but that is a repair. */
  const subscribedAtOf = new Map<string, number>();
  const silences = new Map<string, () => void>();

  const failed = (from: number, reason: string) => push({ type: 'subscribe-failed', from, reason, at: Date.now() });

  /** Tracks of a user's own app have names of its own; its token put the index into the participant's metadata. */
  const indexIn = ({ metadata = '' }: RemoteParticipant): number | undefined => {
    try {
      const index = (JSON.parse(metadata) as { participant?: number } | null)?.participant;
      return index !== undefined && Object.values(receivesFrom).includes(index) ? index : undefined;
    } catch {
      return undefined; // Not one of ours.
    }
  };

  const subscribe = (publication: RemoteTrackPublication, publisher: RemoteParticipant) => {
    const { trackSid, trackName } = publication;
    const from = Object.hasOwn(receivesFrom, trackName) ? receivesFrom[trackName] : indexIn(publisher);
    if (from === undefined || subscriptions.get(trackSid)?.publication === publication) return;
    const subscribedAt = subscribedAtOf.get(trackSid) ?? Date.now();
    subscribedAtOf.set(trackSid, subscribedAt);
    subscriptions.set(trackSid, { name: { from, subscribedAt }, from, publication });
    publication.setSubscribed(true);
  };
  const subscribeToPresent = () => {
    for (const participant of room.remoteParticipants.values())
      for (const publication of participant.trackPublications.values()) subscribe(publication, participant);
  };

  const silence = (trackSid: string) => {
    silences.get(trackSid)?.();
    silences.delete(trackSid);
  };

  room.on(RoomEvent.TrackPublished, subscribe);
  room.on(RoomEvent.TrackUnpublished, ({ trackSid }) => {
    silence(trackSid);
    subscriptions.delete(trackSid);
  });
  room.on(RoomEvent.TrackSubscribed, ({ kind, mediaStreamTrack }, { trackSid }) => {
    if (kind !== 'audio') return;
    silence(trackSid);
    const end = window.playwrightOpenviduSounds?.play(() => mediaStreamTrack);
    if (end) silences.set(trackSid, end);
  });
  room.on(RoomEvent.TrackSubscriptionFailed, (trackSid, _participant, reason) => {
    const subscription = subscriptions.get(trackSid);
    const said = reason === undefined ? 'LiveKit gave no reason' : sdk.SubscriptionError[reason];
    if (subscription) void failed(subscription.from, String(said));
  });
  room.on(RoomEvent.TrackSubscriptionPermissionChanged, ({ trackSid }, status) => {
    const subscription = subscriptions.get(trackSid);
    if (subscription && status === 'not_allowed') void failed(subscription.from, 'its publisher does not allow it');
  });

  // The SDK first tries to resume its signalling, and then to make everything new: for others that is one reconnection.
  let reconnecting = false;
  const lost = () => {
    if (!reconnecting) void push({ type: 'reconnecting', at: Date.now() });
    reconnecting = true;
  };
  room.on(RoomEvent.SignalReconnecting, lost);
  room.on(RoomEvent.Reconnecting, lost);
  room.on(RoomEvent.Reconnected, () => {
    reconnecting = false;
    void push({ type: 'reconnected', at: Date.now() });
    subscribeToPresent();
  });
  room.on(RoomEvent.Disconnected, (reason) => {
    // None where the SDK gave up by itself, about 40 s after it lost the server.
    const said = reason === undefined ? 'the server could not be reached again' : sdk.DisconnectReason[reason];
    void push({ type: 'disconnected', reason: String(said), at: Date.now() });
  });

  const localTrack = (track: MediaStreamTrack): LocalTrack => {
    const { LocalAudioTrack, LocalVideoTrack, Track } = sdk;
    const video = track.kind === 'video';
    const local = video ? new LocalVideoTrack(track, undefined, true) : new LocalAudioTrack(track, undefined, true);
    local.source = video ? Track.Source.Camera : Track.Source.Microphone;
    return local as LocalTrack;
  };
  let tracks: readonly LocalTrack[] = [];
  if (window.playwrightOpenviduCollector) {
    window.playwrightOpenviduCollector.nameOf = (connection) => {
      const senders = connection.getSenders();
      return tracks.some(({ sender }) => sender && senders.includes(sender)) ? { publishes: true } : undefined;
    };
    window.playwrightOpenviduCollector.nameOfTrack = (trackId) => {
      for (const { publication, name } of subscriptions.values())
        if (publication.track?.mediaStreamTrack.id === trackId) return name;
      return undefined;
    };
  }

  if (capture) {
    const { audio, video, width, height, framesPerSecond } = capture;
    try {
      const marked =
        capture.publisher === undefined ? undefined : await window.playwrightOpenviduTruth?.capture(capture);
      tracks = marked
        ? marked.getTracks().map(localTrack)
        : await sdk.createLocalTracks({
            audio,
            video: video && { resolution: { width, height, frameRate: framesPerSecond } },
          });
    } catch (error) {
      const { name, message } = error as { name: string; message: string };
      return { prepared: false, reason: `${name}: ${message}` };
    }
  }
  window.playwrightOpenviduSignals = {
    send: (topic, text) => room.localParticipant.publishData(new TextEncoder().encode(text), { topic, reliable: true }),
    listen: (topic, onText) =>
      room.on(RoomEvent.DataReceived, (payload, _participant, _kind, of) => {
        if (of === topic) onText(new TextDecoder().decode(payload));
      }),
  };
  window.playwrightOpenviduLivekitParticipant = { room, tracks, subscribeToPresent };
  return { prepared: true };
}
