/** What a stream's owner says of it. Fields about a kind are absent when the stream lacks that kind. */
export interface StreamProperties {
  readonly hasAudio: boolean;
  readonly hasVideo: boolean;
  readonly audioActive?: boolean;
  readonly videoActive?: boolean;
  readonly typeOfVideo?: 'CAMERA' | 'SCREEN' | 'CUSTOM' | 'IPCAM';
  /** Frames per second; −1 when not set. */
  readonly frameRate?: number;
  /** JSON text: `{"width":640,"height":480}`. */
  readonly videoDimensions?: string;
  readonly filter?: Readonly<Record<string, unknown>>;
}

/** A published stream as other participants learn of it. */
export interface PublishedStream extends StreamProperties {
  /** `str_<type>_<4 characters>_<connection id>`. */
  readonly id: string;
  readonly createdAt: number;
}

/** A participant as others learn of it. Never has a `role`: that field marks the receiver's own entry. */
export interface RemoteParticipant {
  readonly id: string;
  readonly createdAt: number;
  readonly metadata: string;
  /** One item, only while it publishes. */
  readonly streams?: readonly PublishedStream[];
}

export type EndReason =
  | 'unsubscribe'
  | 'unpublish'
  | 'disconnect'
  | 'forceUnpublishByUser'
  | 'forceUnpublishByServer'
  | 'forceDisconnectByUser'
  | 'forceDisconnectByServer'
  | 'lastParticipantLeft'
  | 'sessionClosedByServer'
  | 'networkDisconnect'
  | 'openviduServerStopped'
  | '';

/** One ICE candidate; all four fields are mandatory. */
export interface IceCandidateFields {
  readonly endpointName: string;
  /** `candidate:…` */
  readonly candidate: string;
  readonly sdpMid: string;
  readonly sdpMLineIndex: number;
}

export interface CustomIceServer {
  readonly url: string;
  readonly username?: string;
  readonly credential?: string;
}
