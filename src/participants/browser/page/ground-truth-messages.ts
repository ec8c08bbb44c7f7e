import type { TrackTruth } from '../page-messages.js';

/** What a page asks of its ground-truth worker. */
export type ToTruthWorker =
  | {
      readonly type: 'publish';
      readonly writable: WritableStream<VideoFrame>;
      readonly width: number;
      readonly height: number;
      readonly framesPerSecond: number;
      readonly publisher?: number;
    }
  | { readonly type: 'watch-video'; readonly trackId: string; readonly readable: ReadableStream<VideoFrame> }
  | { readonly type: 'watch-audio'; readonly trackId: string; readonly readable: ReadableStream<AudioData> }
  /** Answered by {@link FromTruthWorker}. */
  | { readonly type: 'figures' };

/** What a track's transform is told. */
export interface TrailerOptions {
  readonly trackId: string;
}

/** What was found in the tracks until now, by id of the track. Ended tracks are told of once more. */
export type FromTruthWorker = Readonly<Record<string, TrackTruth>>;
