import type { BrowserApp } from '../model/browser-app.js';
import type { Edition } from '../model/edition.js';
import type { Impairment } from '../model/impairment.js';
import type { ParticipantKind } from '../model/metrics.js';
import type { StreamSample } from '../model/samples.js';
import type { ParticipantRole, ResolvedMedia, Voice } from '../model/scenario.js';
import type { ReceivedSignal, SignalSchedule } from '../model/signals.js';
import type { EpochMs } from '../model/units.js';

/** Everything a participant needs to join. Its index and name travel as client data, so that others can tell who it is. */
export interface JoinOptions {
  /** Token of one connection. Never logged. */
  readonly token: string;
  readonly role: ParticipantRole;
  readonly media: ResolvedMedia;
  /** When to join, and the instant from which joinTime counts. `join()` is called earlier, to prepare, and waits for it. */
  readonly scheduledAt: EpochMs;
  readonly joinTimeoutMs: number;
  /** Seed of everything random in this participant (SSRCs, start offset in the clip). */
  readonly seed: number;
  /** Accept certificates that no authority vouches for. */
  readonly ignoreHTTPSErrors: boolean;
  /**
   * Network conditions from the first packet on. A participant that shall be impaired later must be given one, `unimpaired` too:
   * Chromium takes conditions only if it had some before its first connection. Default: none, and none later.
   */
  readonly impairment?: Impairment;
  /** Whether pictures and sound carry marks that receivers measure latency, loss and identity by. Default true. */
  readonly groundTruth?: boolean;
  /** Signals to send to the session while it is in it. A user's own app sends none. Default: none. */
  readonly signals?: SignalSchedule;
  /** Name of the session that the token belongs to; a user's own app is told it. */
  readonly sessionName?: string;
  /** The user's own app, in place of the page of this package. Browser participants only. */
  readonly app?: BrowserApp;
}

/** Times of one join, in milliseconds. Absent = did not happen. */
export interface JoinTimes {
  readonly startLateness: number;
  readonly joinTime: number;
  readonly publishTime?: number;
}

/** Packets of a while, and how late they were handed over. */
export interface SendReport {
  readonly due: number;
  readonly sent: number;
  /** Packets sent, by how late they were in whole ms; the last slot holds all later ones. Reports of one process have equal lengths. */
  readonly latenessMs: Uint32Array;
}

/** First media of one subscription. */
export interface FirstFrame {
  readonly from: number;
  readonly kind: 'audio' | 'video';
  /** Subscribe requested → first frame, ms. */
  readonly timeToFirstFrameMs: number;
}

export type ParticipantEvent =
  | { readonly type: 'reconnecting' | 'reconnected'; readonly at: EpochMs }
  | { readonly type: 'subscribe-failed'; readonly from: number; readonly reason: string; readonly at: EpochMs }
  | {
      readonly type: 'disconnected';
      readonly reason: string;
      readonly at: EpochMs;
      /** Our own browser died; the platform has nothing to do with it. */
      readonly crashed?: true;
    };

/** A participant that has joined (and, where its role says so, publishes). Subscriptions follow as publishers appear. */
export interface JoinedParticipant {
  readonly kind: ParticipantKind;
  readonly role: ParticipantRole;
  readonly connectionId: string;
  readonly times: JoinTimes;
  /** Samples since the last call, oldest first; about one per stream and second. */
  takeSamples(): StreamSample[];
  /** First frames since the last call. */
  takeFirstFrames(): FirstFrame[];
  takeEvents(): ParticipantEvent[];
  /** Signals of others since the last call. Absent: it cannot tell. */
  takeSignals?(): ReceivedSignal[];
  /** How punctually it sent since the last call (native), or undefined (browser). */
  takeSendReport(): SendReport | undefined;
  /**
   * Changes its network conditions, effective at once.
   * @throws LoadError `INVALID_SCENARIO` if it joined without `impairment`
   */
  impair(impairment: Impairment): Promise<void>;
  /** Changes what its microphone gives from now on, and tells the platform where that is news to it. Absent (browser): it cannot. */
  setVoice?(voice: Voice): void;
  /** What can be seen of a stream that it ought to receive, for the report. Never rejects; takes 2 s at most. */
  evidence(from: number): Promise<ParticipantEvidence>;
  /** Leaves the session; resolves when the platform confirmed or after 5 s. Never rejects. */
  leave(): Promise<void>;
}

/** What a participant knows of a stream that is in trouble. */
export interface ParticipantEvidence {
  /** The last picture of the stream, or the user's own page; JPEG. */
  readonly picture?: Buffer;
  /** One phrase per connection that matters: `receiving from 3: connected, ICE connected, 127.0.0.1:5000 ↔ 127.0.0.1:40000`. No secrets. */
  readonly connections: readonly string[];
}

/** Where the participants of a factory join. */
export interface JoinedDeployment {
  readonly edition: Edition;
  /** Address of the deployment. Tokens of OpenVidu 2 carry their own, tokens of OpenVidu 3 none. */
  readonly url: string;
}

/** Makes participants of one kind; holds what they share (a browser, clips). */
export interface ParticipantFactory {
  readonly kind: ParticipantKind;
  /**
   * Joins, publishes where the role says so, and starts to subscribe. Nothing stays behind if it fails.
   * @throws LoadError `JOIN_REFUSED`, `PUBLISH_FAILED`, `TIMED_OUT`, `UNREACHABLE`, …
   */
  join(options: JoinOptions): Promise<JoinedParticipant>;
  close(): Promise<void>;
}
