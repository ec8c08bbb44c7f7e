import { parseRtcp } from '../../../wire/rtcp/compound.js';
import { buildPictureLossIndication } from '../../../wire/rtcp/key-frame-request.js';
import { buildNack } from '../../../wire/rtcp/nack.js';
import { buildReceiverReport } from '../../../wire/rtcp/receiver-report.js';
import { buildRemb } from '../../../wire/rtcp/remb.js';
import { buildSourceDescription } from '../../../wire/rtcp/source-description.js';
import type { PacketOutlet } from '../peer/packet-outlet.js';
import type { InboundAudio } from './inbound-audio.js';
import type { InboundRtp } from './inbound-rtp.js';
import type { InboundVideo } from './inbound-video.js';
import { RateEstimator } from './rate-estimator.js';

/** The streams of one subscription. */
export interface InboundStreams {
  readonly audio?: InboundAudio;
  readonly video?: InboundVideo;
}

/** Round-trip time that is assumed while none is known, as in libwebrtc, and the shortest pause between requests; in ms. */
const defaultRoundTripMs = 100;
const minRetryMs = 20;

/** The RTCP that a receiver owes: reports, bandwidth estimate, and requests for packets and key frames. */
export class ReceiverFeedback {
  readonly #estimator = new RateEstimator();
  readonly #streams: readonly InboundRtp[];

  /**
   * @param ssrc of our own, to report under.
   * @param cname of our own.
   * @param roundTripMs latest round-trip time to the server, if known.
   */
  constructor(
    private readonly streams: InboundStreams,
    private readonly ssrc: number,
    private readonly cname: string,
    private readonly roundTripMs: () => number | undefined,
  ) {
    this.#streams = [streams.audio, streams.video].filter((stream) => stream !== undefined);
  }

  onRtcp(compound: Buffer, now: number): void {
    for (const packet of parseRtcp(compound) ?? [])
      if (packet.type === 'sender-report') for (const stream of this.#streams) stream.onSenderReport(packet, now);
  }

  /** To be called about 50 times a second. */
  repair(outlet: PacketOutlet, now: number): void {
    const { video } = this.streams;
    if (!video?.needsFeedback) return;
    video.expire(now);
    const retryMs = Math.max(minRetryMs, this.roundTripMs() ?? defaultRoundTripMs);
    const sequences = video.takeNack(now, retryMs);
    if (sequences.length > 0) outlet.send(buildNack(this.ssrc, video.ssrc, sequences));
    if (video.takeKeyFrameRequest(now)) outlet.send(buildPictureLossIndication(this.ssrc, video.ssrc));
  }

  /** Sends reports about all streams, and the bandwidth estimate, in one compound. To be called every second. */
  report(outlet: PacketOutlet, now: number): void {
    this.streams.audio?.expire(now);
    const blocks = this.#streams.map((stream) => stream.takeReportBlock(now)).filter((block) => block !== undefined);
    // A report without blocks says nothing, and its sender is not found by some servers.
    if (blocks.length === 0) return;
    const packets = [buildReceiverReport(this.ssrc, blocks), buildSourceDescription(this.ssrc, this.cname)];
    const { video } = this.streams;
    if (video?.flows) {
      const { bitsPerSecond, loss, elapsedSeconds } = video.takeRate(now);
      this.#estimator.update(bitsPerSecond, loss, elapsedSeconds);
      // Servers read only the first SSRC of an estimate: one for the video, none for the audio.
      packets.push(buildRemb(this.ssrc, this.#estimator.bitsPerSecond, [video.ssrc]));
    }
    outlet.send(Buffer.concat(packets));
  }
}
