import type { InboundSample } from '../../model/samples.js';
import type { EpochMs } from '../../model/units.js';

/** Name of the function through which a page pushes {@link PageMessage}s, as JSON, to this process. */
export const bindingName = '__playwrightOpenviduPush';

/** What the participant page knows of a peer connection: it publishes, or it receives from a participant of the session. */
export type PeerName = { readonly publishes: true } | { readonly from: number; readonly subscribedAt: EpochMs };

/** What the marks in a received track told, since it began; nothing that could not be measured. See `InboundSample`. */
export interface TrackTruth
  extends Pick<
    InboundSample,
    | 'stampedFrames'
    | 'stampedFramesLost'
    | 'totalEndToEndLatency'
    | 'latencyMeasurements'
    | 'psnr'
    | 'ssim'
    | 'totalOnsetLatency'
    | 'onsetMeasurements'
  > {
  /** The publishers that its frames showed, and how many frames showed each; the one of the newest frame comes last. */
  readonly shown?: readonly (readonly [publisher: number, frames: number])[];
}

/** One object of a stats report (webrtc-stats), reduced to the fields that were asked for. */
export interface RawStat {
  readonly type: string;
  readonly id: string;
  readonly timestamp: EpochMs;
  readonly kind?: 'audio' | 'video';
  /** Of a received track. */
  readonly truth?: TrackTruth;
  readonly [field: string]: unknown;
}

/** One reading of one peer connection. */
export interface PeerReport {
  /** Number of the peer connection within its page, from 1, in the order of their making. */
  readonly peer: number;
  /** Absent for a peer connection that nobody named, as in a user's own page. */
  readonly name?: PeerName;
  /** ICE user name of its local description, where nobody named it. */
  readonly iceUfrag?: string;
  readonly stats: readonly RawStat[];
}

/** First packet (audio) or first decoded frame (video) that a peer connection received. */
export interface FirstMedia {
  readonly peer: number;
  readonly name?: PeerName;
  readonly trackId: string;
  readonly kind: 'audio' | 'video';
  readonly at: EpochMs;
}

/** What the collector pushes, once a second. */
export interface StatsMessage {
  readonly type: 'stats';
  readonly reports: readonly PeerReport[];
  readonly firstMedia: readonly FirstMedia[];
}

/** What the participant page pushes as it happens. */
export type SessionMessage =
  | { readonly type: 'reconnecting' | 'reconnected'; readonly at: EpochMs }
  | { readonly type: 'subscribe-failed'; readonly from: number; readonly reason: string; readonly at: EpochMs }
  | { readonly type: 'disconnected'; readonly reason: string; readonly at: EpochMs; readonly crashed?: true };

/** A text that came under the topic of signals, by the page's clock. */
export interface ReceivedText {
  readonly text: string;
  readonly at: EpochMs;
}

/** What a participant page that exchanges signals pushes, a few times a second. */
export interface SignalsMessage {
  readonly type: 'signals';
  readonly received: readonly ReceivedText[];
}

export type PageMessage = StatsMessage | SessionMessage | SignalsMessage;
