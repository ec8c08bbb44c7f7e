import type { EpochMs } from '../../model/units.js';

/** What a publisher says about its stream. Keys that do not apply (video of an audio-only stream) are absent. */
export interface StreamProperties {
  readonly hasAudio: boolean;
  readonly hasVideo: boolean;
  readonly audioActive?: boolean;
  readonly videoActive?: boolean;
  readonly typeOfVideo?: string;
  /** Frames per second; -1 when the publisher did not say. */
  readonly frameRate?: number;
  /** JSON text, as OpenVidu passes it on: `{"width":640,"height":480}`. */
  readonly videoDimensions?: string;
}

/** A stream that is being published. */
export interface PublishedStream {
  readonly id: string;
  readonly createdAt: EpochMs;
  properties: StreamProperties;
}

/** One connection receiving one stream. */
export interface Subscription {
  readonly streamId: string;
  /** Name of the subscriber's peer in the media server. */
  readonly legId: string;
  readonly createdAt: EpochMs;
  /** `offered`: the server's offer waits for the client's answer. */
  state: 'offered' | 'negotiated';
}

/** The real server's name for a subscriber's endpoint, used as leg id. */
export function legIdOf(subscriberConnectionId: string, streamId: string): string {
  return `${subscriberConnectionId}_${streamId}`;
}
