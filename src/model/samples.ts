import type { EpochMs } from './units.js';

/**
 * One reading of one stream's counters, about once a second. Names and units follow W3C webrtc-stats; counters are totals since the
 * stream began, and both kinds of participant fill the same fields. A field that a kind cannot measure is absent, never 0.
 * Native participants count `packetsLost` after repair (missing 500 ms after due) and `networkPacketsLost` before it.
 */
export interface InboundSample {
  readonly direction: 'inbound';
  readonly kind: 'audio' | 'video';
  /** Index of the publishing participant within its session. */
  readonly from: number;
  readonly at: EpochMs;
  /** Payload bytes, headers left out. */
  readonly bytesReceived: number;
  readonly packetsReceived: number;
  readonly packetsLost: number;
  /** Packets that arrived as retransmissions on a separate RTX stream. */
  readonly retransmittedPacketsReceived?: number;
  readonly networkPacketsLost?: number;
  /** Seconds. */
  readonly jitter?: number;
  readonly framesReceived?: number;
  readonly framesDecoded?: number;
  readonly frameHeight?: number;
  readonly freezeCount?: number;
  /** Seconds; open freezes and stalls that freezeCount ignores are included by native participants. */
  readonly totalFreezesDuration?: number;
  readonly jitterBufferDelay?: number;
  readonly jitterBufferEmittedCount?: number;
  readonly pliCount?: number;
  readonly nackCount?: number;
  readonly concealedSamples?: number;
  readonly silentConcealedSamples?: number;
  readonly totalSamplesReceived?: number;
  /** Ground truth: frames whose stamp (browser) or trailer (native) could be read. A stream of a publisher without any has none. */
  readonly stampedFrames?: number;
  /** Frames that were sent and never seen: gaps in their numbers. */
  readonly stampedFramesLost?: number;
  /** Frames whose publisher could be read. */
  readonly identifiedFrames?: number;
  /** Those of them that show another publisher than `from`. */
  readonly foreignFrames?: number;
  /** Participant that the newest of these shows. */
  readonly foreignPublisher?: number;
  /** Seconds, sent until seen, summed over `latencyMeasurements` frames. */
  readonly totalEndToEndLatency?: number;
  readonly latencyMeasurements?: number;
  /** dB and 0 to 1: means of the pictures compared since the sample before; absent if none was. */
  readonly psnr?: number;
  readonly ssim?: number;
  /** Seconds, tone sent until tone heard, summed over `onsetMeasurements` changes of tone. */
  readonly totalOnsetLatency?: number;
  readonly onsetMeasurements?: number;
  /** Seconds; round trip between the receiver and the media server, the latest measurement. */
  readonly roundTripTime?: number;
}

/** The same for a stream that a participant sends. */
export interface OutboundSample {
  readonly direction: 'outbound';
  readonly kind: 'audio' | 'video';
  readonly at: EpochMs;
  readonly bytesSent: number;
  readonly packetsSent: number;
  readonly framesSent?: number;
  readonly framesEncoded?: number;
  /** Frames that the source delivered per second (webrtc-stats media-source framesPerSecond). */
  readonly sourceFramesPerSecond?: number;
  /** Seconds; the latest measurement, present only when `roundTripTimeMeasurements` rose since the sample before. */
  readonly roundTripTime?: number;
  /** Seconds, totals. */
  readonly qualityLimitationDurations?: {
    readonly cpu?: number;
    readonly bandwidth?: number;
    readonly other?: number;
    readonly none?: number;
  };
}

export type StreamSample = InboundSample | OutboundSample;
