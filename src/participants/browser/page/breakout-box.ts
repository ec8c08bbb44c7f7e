/** Chromium's streams of frames and of sound (mediacapture-transform), which the types of the DOM do not know. */
declare global {
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
