import './breakout-box.js';
import type { Capture } from '../page-outcomes.js';
import type { FromTruthWorker, ToTruthWorker, TrailerOptions } from './ground-truth-messages.js';

export interface GroundTruthOptions {
  readonly workerSource: string;
  /** Hz, in even and in odd seconds of the wall clock. */
  readonly tones: readonly [number, number];
}

/** What the page that it runs in may do with marked pictures and sound. */
export interface GroundTruthInPage {
  /** Settles once its worker runs, or cannot. What native publishers tell is read only of connections made later. */
  readonly ready: Promise<void>;
  /** Pictures with stamps and sound that changes with the clock, instead of camera and microphone. */
  capture(capture: Capture): Promise<MediaStream>;
  /** Looks at a received track from now on; a second time does nothing. */
  watch(track: MediaStreamTrack, receiver?: RTCRtpReceiver): void;
  /** What was found in the watched tracks until now, by id of the track; nothing if the worker does not answer in time. */
  figures(): Promise<FromTruthWorker>;
}

declare global {
  interface Window {
    playwrightOpenviduTruth?: GroundTruthInPage;
  }
}

/** Runs in the page before any of its scripts. Self-contained, because the browser gets its source text only. */
export function installGroundTruth({ workerSource, tones }: GroundTruthOptions): void {
  if (window.playwrightOpenviduTruth || typeof MediaStreamTrackProcessor === 'undefined') return;
  const answerLimitMs = 500;
  /** Frames that wait for a worker that is late: about a second, so that none is dropped here. */
  const frameBuffer = 30;
  const soundBuffer = 100;
  const watched = new WeakSet<MediaStreamTrack>();
  const address = URL.createObjectURL(new Blob([workerSource], { type: 'text/javascript' }));
  let worker: Worker;
  try {
    worker = new Worker(address);
  } catch {
    return; // A page without an origin.
  }
  let working = false;
  const ready = new Promise<boolean>((resolve) => {
    // Its first message says that it runs. A page's Content-Security-Policy may forbid it.
    worker.addEventListener('message', () => resolve(true), { once: true });
    worker.addEventListener('error', () => resolve(false), { once: true });
  }).then((works) => {
    working = works;
    URL.revokeObjectURL(address);
  });
  const tell = (message: ToTruthWorker, transfer: Transferable[] = []) => worker.postMessage(message, transfer);

  const pictures = ({ width, height, framesPerSecond, publisher }: Capture): MediaStreamTrack => {
    const track = new MediaStreamTrackGenerator({ kind: 'video' });
    const { writable } = track;
    const named = publisher === undefined ? {} : { publisher };
    tell({ type: 'publish', writable, width, height, framesPerSecond, ...named }, [writable]);
    return track;
  };

  /** Sets the tone of the next second while the present one lasts; the clock of sound is compared anew each time. */
  const sound = async (): Promise<MediaStreamTrack> => {
    const context = new AudioContext({ sampleRate: 48_000 });
    await context.resume();
    const oscillator = new OscillatorNode(context, { frequency: tones[Math.floor(Date.now() / 1000) % 2]! });
    const destination = context.createMediaStreamDestination();
    oscillator.connect(new GainNode(context, { gain: 0.2 })).connect(destination);
    oscillator.start();
    const track = destination.stream.getAudioTracks()[0]!;
    const aheads: number[] = [];
    let nextSecond = Math.floor(Date.now() / 1000) + 1;
    const timer = setInterval(() => {
      if (track.readyState === 'ended') {
        clearInterval(timer);
        void context.close();
        return;
      }
      // Sound is made in bursts; the clock of sound is right just after one, when it is the furthest.
      const now = Date.now();
      aheads.push(context.currentTime - now / 1000);
      if (aheads.length > 20) aheads.shift();
      const ahead = Math.max(...aheads);
      if (nextSecond * 1000 > now + 400) return;
      if (nextSecond * 1000 > now) oscillator.frequency.setValueAtTime(tones[nextSecond % 2]!, nextSecond + ahead);
      nextSecond = Math.max(nextSecond, Math.floor(now / 1000)) + 1;
    }, 130);
    return track;
  };

  /**
   * Chromium takes a transform only while the receiver is being made: later ones are never called. And it lets no frame pass without
   * its worker from then on, so that there has to be one.
   */
  const readTrailers = (receiver: RTCRtpReceiver) => {
    if (!working || receiver.track.kind !== 'video' || receiver.transform) return;
    if (typeof RTCRtpScriptTransform === 'undefined') return;
    const options: TrailerOptions = { trackId: receiver.track.id };
    receiver.transform = new RTCRtpScriptTransform(worker, options);
  };
  const { addTransceiver } = RTCPeerConnection.prototype;
  RTCPeerConnection.prototype.addTransceiver = function (...given) {
    const transceiver = addTransceiver.apply(this, given);
    readTrailers(transceiver.receiver);
    return transceiver;
  };
  const { addTrack } = RTCPeerConnection.prototype;
  RTCPeerConnection.prototype.addTrack = function (...given) {
    const sender = addTrack.apply(this, given);
    const transceiver = this.getTransceivers().find((candidate) => candidate.sender === sender);
    if (transceiver) readTrailers(transceiver.receiver);
    return sender;
  };

  window.playwrightOpenviduTruth = {
    ready,
    async capture(capture) {
      await ready;
      if (!working) throw new Error('Ground truth needs a worker, which this page does not allow.');
      return new MediaStream([
        ...(capture.audio ? [await sound()] : []),
        ...(capture.video ? [pictures(capture)] : []),
      ]);
    },
    watch(track, receiver) {
      if (receiver) readTrailers(receiver);
      if (watched.has(track)) return;
      watched.add(track);
      const video = track.kind === 'video';
      void ready.then(() => {
        if (!working || track.readyState === 'ended') return;
        const { readable } = new MediaStreamTrackProcessor({ track, maxBufferSize: video ? frameBuffer : soundBuffer });
        const type = video ? 'watch-video' : 'watch-audio';
        tell({ type, trackId: track.id, readable } as ToTruthWorker, [readable]);
      });
    },
    async figures() {
      if (!working) return {};
      return new Promise((resolve) => {
        const answered = ({ data }: MessageEvent<FromTruthWorker>) => {
          clearTimeout(timer);
          resolve(data);
        };
        const timer = setTimeout(() => {
          worker.removeEventListener('message', answered);
          resolve({});
        }, answerLimitMs);
        worker.addEventListener('message', answered, { once: true });
        tell({ type: 'figures' });
      });
    },
  };
}
