import type { Publisher, Stream } from 'openvidu-browser';
import type { PeerName, SessionMessage } from '../../page-messages.js';
import type { Capture, PrepareOutcome } from '../../page-outcomes.js';
import '../../page/exchange-signals.js';
import '../../page/ground-truth.js';
import '../../page/play-sounds.js';
import './page-state.js';

export interface PrepareOptions {
  /** Name of the pushing function on `window`. */
  readonly binding: string;
  /** Use no ICE servers at all: without this the SDK asks public STUN servers where the deployment names none. */
  readonly withoutIceServers: boolean;
  /** Indexes of the participants to subscribe to. */
  readonly receivesFrom: readonly number[];
  /** Absent for a participant that only watches. */
  readonly capture?: Capture;
}

/**
 * Runs in the participant page before its join is due: makes the session, subscribes to the right streams from then on, and opens
 * camera and microphone. Self-contained, because the browser gets its source text only.
 */
export async function prepareSession({
  binding,
  withoutIceServers,
  receivesFrom,
  capture,
}: PrepareOptions): Promise<PrepareOutcome> {
  const push = (message: SessionMessage) => {
    const send = (window as unknown as Record<string, (json: string) => Promise<void>>)[binding];
    return send?.(JSON.stringify(message));
  };
  await window.playwrightOpenviduTruth?.ready;
  const sdk = new window.OpenVidu();
  sdk.enableProdMode();
  if (withoutIceServers) sdk.setAdvancedConfiguration({ rtcConfiguration: { iceServers: [] } });
  const session = sdk.initSession();
  const subscriptions = new Map<Stream, { name: PeerName; silence?: () => void }>();
  let publisher: Publisher | undefined;

  /** Metadata is client data, server data, or both with `%/%` between them; a user's own app is known by its server data. */
  const participantOf = (stream: Stream): number | undefined => {
    for (const data of stream.connection.data.split('%/%'))
      try {
        const participant = (JSON.parse(data) as { participant?: number } | null)?.participant;
        if (participant !== undefined) return participant;
      } catch {
        // Not one of ours: a person or a recorder in the same session.
      }
    return undefined;
  };

  const subscribe = (stream: Stream, from: number) => {
    const subscription: { name: PeerName; silence?: () => void } = { name: { from, subscribedAt: Date.now() } };
    subscriptions.set(stream, subscription);
    session.subscribe(stream, undefined, (error) => {
      if (!subscriptions.has(stream)) return; // The publisher left in the meantime.
      if (error) {
        subscriptions.delete(stream);
        void push({ type: 'subscribe-failed', from, reason: String(error.message ?? error), at: Date.now() });
        return;
      }
      // The SDK makes a stream's media anew when it repairs them.
      const silence = window.playwrightOpenviduSounds?.play(() => stream.getMediaStream()?.getAudioTracks()[0]);
      if (silence) subscription.silence = silence;
    });
  };

  session.on('streamCreated', ({ stream }) => {
    const from = participantOf(stream);
    if (from !== undefined && receivesFrom.includes(from)) subscribe(stream, from);
  });
  session.on('streamDestroyed', ({ stream }) => {
    subscriptions.get(stream)?.silence?.();
    subscriptions.delete(stream);
  });
  session.on('reconnecting', () => void push({ type: 'reconnecting', at: Date.now() }));
  session.on('reconnected', () => void push({ type: 'reconnected', at: Date.now() }));
  session.on('sessionDisconnected', ({ reason }) => void push({ type: 'disconnected', reason, at: Date.now() }));

  // The SDK repairs media by new peer connections of the same stream and tells only of their loss.
  const lost = new Set<unknown>();
  const awaitRepair = (stream: Stream) => {
    lost.add(stream);
    void push({ type: 'reconnecting', at: Date.now() });
    const timer = setInterval(() => {
      const over = !subscriptions.has(stream) && stream !== publisher?.stream;
      const repaired = !over && stream.getWebRtcPeer()?.pc.connectionState === 'connected';
      if (!over && !repaired) return;
      clearInterval(timer);
      lost.delete(stream);
      if (repaired) void push({ type: 'reconnected', at: Date.now() });
    }, 200);
  };
  session.on('exception', ({ name, origin }) => {
    const ofMedia = name === 'ICE_CONNECTION_DISCONNECTED' || name === 'ICE_CONNECTION_FAILED';
    if (ofMedia && !lost.has(origin)) awaitRepair(origin as Stream);
  });

  const uses = (stream: Stream, connection: RTCPeerConnection) =>
    stream.getWebRtcPeer() !== undefined && stream.getRTCPeerConnection() === connection;
  if (window.playwrightOpenviduCollector)
    window.playwrightOpenviduCollector.nameOf = (connection) => {
      if (publisher && uses(publisher.stream, connection)) return { publishes: true };
      for (const [stream, { name }] of subscriptions) if (uses(stream, connection)) return name;
      return undefined;
    };

  if (capture) {
    const { audio, video, width, height, framesPerSecond } = capture;
    const marked = capture.publisher === undefined ? undefined : await window.playwrightOpenviduTruth?.capture(capture);
    const opening = sdk.initPublisherAsync(undefined, {
      ...(audio && !marked ? {} : { audioSource: marked?.getAudioTracks()[0] ?? false }),
      ...(video && !marked ? {} : { videoSource: marked?.getVideoTracks()[0] ?? false }),
      publishAudio: audio,
      publishVideo: video,
      resolution: `${width}x${height}`,
      frameRate: framesPerSecond,
      mirror: false,
    });
    try {
      publisher = await opening;
    } catch (error) {
      const { name, message } = error as { name: string; message: string };
      return { prepared: false, reason: `${name}: ${message}` };
    }
  }
  window.playwrightOpenviduSignals = {
    send: (topic, text) => session.signal({ type: topic, data: text }),
    listen: (topic, onText) => session.on(`signal:${topic}`, ({ data }) => onText(data ?? '')),
  };
  window.playwrightOpenviduParticipant = publisher ? { session, publisher } : { session };
  return { prepared: true };
}
