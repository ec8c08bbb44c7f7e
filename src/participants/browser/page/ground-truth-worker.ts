import type { compareLuma } from '../../picture/compare-luma.js';
import type { crc16 } from '../../picture/crc-16.js';
import type { FoundStamp, stampCodec } from '../../picture/stamp.js';
import type { TestPicture, testPicture } from '../../picture/test-picture.js';
import type { FrameJudge, frameJudge } from './frame-judge.js';
import type { FrameTrailers, frameTrailers } from './frame-trailers.js';
import type { FromTruthWorker, ToTruthWorker, TrailerOptions } from './ground-truth-messages.js';
import type { ToneJudge, toneJudge } from './tone-judge.js';

/** What the worker is made of. Its source text gets theirs. */
export interface TruthWorkerParts {
  readonly crc16: typeof crc16;
  readonly stampCodec: typeof stampCodec;
  readonly testPicture: typeof testPicture;
  readonly compareLuma: typeof compareLuma;
  readonly frameJudge: typeof frameJudge;
  readonly frameTrailers: typeof frameTrailers;
  readonly toneJudge: typeof toneJudge;
  readonly tones: readonly [number, number];
}

/**
 * Runs in a worker of the page, one for all its tracks: makes the pictures that the page publishes, and looks at every frame that it
 * receives. Self-contained, because the browser gets its source text only.
 */
export function groundTruthWorker(parts: TruthWorkerParts): void {
  const compareIntervalMs = 500;
  const codec = parts.stampCodec(parts.crc16);
  const pictures = new Map<string, TestPicture>();
  const judges = new Map<string, FrameJudge | ToneJudge>();
  const trailers = new Map<string, FrameTrailers>();
  const ended = new Set<string>();

  const pictureOf = (width: number, height: number): TestPicture => {
    const key = `${width}×${height}`;
    const picture = pictures.get(key) ?? parts.testPicture(width, height);
    pictures.set(key, picture);
    return picture;
  };

  const publish = ({ writable, width, height, framesPerSecond, publisher }: ToTruthWorker & { type: 'publish' }) => {
    const writer = writable.getWriter();
    const picture = pictureOf(width, height);
    const periodMs = 1000 / framesPerSecond;
    const begin = performance.now();
    let slot = 0;
    let frame = 0;
    const next = async () => {
      const data = new Uint8Array(picture.bytes);
      picture.render(frame, data);
      const stamp = { frame, at: Date.now(), ...(publisher === undefined ? {} : { publisher }) };
      codec.write({ luma: data, stride: width, width, height }, stamp);
      const timestamp = Math.round(performance.now() * 1000);
      const init = { format: 'I420', codedWidth: width, codedHeight: height, timestamp } as const;
      try {
        await writer.write(new VideoFrame(data, { ...init, transfer: [data.buffer] } as VideoFrameBufferInit));
      } catch {
        return; // The track was stopped.
      }
      // Numbers follow the frames made, not the clock: what a starved page did not make is no loss of the network.
      frame = (frame + 1) % codec.frames;
      slot = Math.max(slot + 1, Math.ceil((performance.now() - begin) / periodMs));
      setTimeout(next, begin + slot * periodMs - performance.now());
    };
    void next();
  };

  let whole = new Uint8Array(0);
  let original = new Uint8Array(0);
  const compare = async (frame: VideoFrame, stamp: FoundStamp, judge: FrameJudge) => {
    const { width, height } = frame.visibleRect!;
    const picture = pictureOf(width, height);
    if (whole.length < frame.allocationSize()) whole = new Uint8Array(frame.allocationSize());
    const received = whole;
    const [luma] = await frame.copyTo(received);
    if (original.length < picture.bytes) original = new Uint8Array(picture.bytes);
    picture.render(stamp.frame, original);
    codec.write({ luma: original, stride: width, width, height }, stamp);
    judge.compared(
      parts.compareLuma(original, received.subarray(luma!.offset), { width, height, stride: luma!.stride }),
    );
  };

  const trailersOf = (trackId: string): FrameTrailers => {
    const known = trailers.get(trackId) ?? parts.frameTrailers(parts.crc16);
    trailers.set(trackId, known);
    return known;
  };

  /** Looks at encoded frames on their way to the decoder. */
  const readTrailers = async ({ readable, writable, options }: RtpTransformer) => {
    const { read } = trailersOf((options as TrailerOptions).trackId);
    const reader = readable.getReader();
    const writer = writable.getWriter();
    for (;;) {
      const { done, value: frame } = await reader.read();
      if (done) return;
      const { rtpTimestamp } = frame.getMetadata();
      if (rtpTimestamp !== undefined) read(frame.data, rtpTimestamp, Date.now());
      // Not awaited: a slow decoder must not hold up the reading.
      void writer.write(frame).catch(() => undefined);
    }
  };

  const watchVideo = async (trackId: string, readable: ReadableStream<VideoFrame>, judge: FrameJudge) => {
    const reader = readable.getReader();
    let upperLeft = new Uint8Array(0);
    let compareFrom = 0;
    for (;;) {
      const { done, value: frame } = await reader.read();
      if (done) return;
      try {
        const now = Date.now();
        const { x, y, width, height } = frame.visibleRect!;
        const rect = { x, y, ...codec.area(width, height) };
        // Enough for chroma planes of half and of full size, and for luma of two bytes.
        const bytes = rect.width * rect.height * 6;
        if (upperLeft.length < bytes) upperLeft = new Uint8Array(bytes);
        const [luma] = await frame.copyTo(upperLeft, { rect });
        const plane = { luma: upperLeft.subarray(luma!.offset), stride: luma!.stride, width, height };
        // Only formats with a plane of luma begin with what the stamp is written in.
        const stamp = /^(I4|NV12)/.test(frame.format ?? '') ? codec.read(plane, now) : undefined;
        // A clip's stamp was made before it was sent; what was written when it was sent says more.
        const rtpTimestamp = frame.metadata?.().rtpTimestamp;
        const trailer = rtpTimestamp === undefined ? undefined : trailersOf(trackId).take(rtpTimestamp);
        judge.see(stamp?.at === undefined ? (trailer ?? stamp) : stamp, now);
        if (stamp?.unscaled && now >= compareFrom) {
          compareFrom = now + compareIntervalMs;
          await compare(frame, stamp, judge);
        }
      } finally {
        frame.close();
      }
    }
  };

  const watchAudio = async (readable: ReadableStream<AudioData>, judge: ToneJudge) => {
    const reader = readable.getReader();
    let samples = new Float32Array(0);
    for (;;) {
      const { done, value: sound } = await reader.read();
      if (done) return;
      const { numberOfFrames, sampleRate } = sound;
      if (samples.length !== numberOfFrames) samples = new Float32Array(numberOfFrames);
      sound.copyTo(samples, { planeIndex: 0, format: 'f32-planar' });
      sound.close();
      judge.hear(samples, sampleRate, Date.now());
    }
  };

  const watch = (trackId: string, judge: FrameJudge | ToneJudge, watching: Promise<void>) => {
    judges.set(trackId, judge);
    // A track that fails is one that ended.
    void watching.catch(() => undefined).then(() => ended.add(trackId));
  };

  const figures = (): FromTruthWorker => {
    const found = Object.fromEntries([...judges].map(([trackId, judge]) => [trackId, judge.figures()]));
    for (const trackId of ended) {
      judges.delete(trackId);
      trailers.delete(trackId);
    }
    ended.clear();
    return found;
  };

  self.addEventListener('rtctransform', (event) => {
    // Ends with its connection.
    void readTrailers((event as Event & { transformer: RtpTransformer }).transformer).catch(() => undefined);
  });
  self.addEventListener('message', ({ data }: MessageEvent<ToTruthWorker>) => {
    if (data.type === 'publish') publish(data);
    else if (data.type === 'figures') self.postMessage(figures());
    else if (data.type === 'watch-video') {
      const judge = parts.frameJudge();
      watch(data.trackId, judge, watchVideo(data.trackId, data.readable, judge));
    } else {
      const judge = parts.toneJudge(parts.tones);
      watch(data.trackId, judge, watchAudio(data.readable, judge));
    }
  });
  self.postMessage({} satisfies FromTruthWorker);
}
