/** What Chromium has and the types of the DOM do not know: mediacapture-transform, and the worker's side of webrtc-encoded-transform. */
declare global {
  interface VideoFrame {
    metadata?(): { readonly rtpTimestamp?: number };
  }
  interface RtpTransformer {
    readonly readable: ReadableStream<RTCEncodedVideoFrame>;
    readonly writable: WritableStream<RTCEncodedVideoFrame>;
    readonly options: unknown;
  }
  interface MediaStreamTrackGenerator extends MediaStreamTrack {
    readonly writable: WritableStream<VideoFrame>;
  }
  var MediaStreamTrackGenerator: { new (init: { kind: 'video' }): MediaStreamTrackGenerator };
  var MediaStreamTrackProcessor: {
    new (init: {
      track: MediaStreamTrack;
      maxBufferSize?: number;
    }): { readonly readable: ReadableStream<VideoFrame | AudioData> };
  };
}

export {};
