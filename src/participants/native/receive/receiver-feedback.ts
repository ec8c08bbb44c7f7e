import type { RtcpPacket } from '../../../wire/rtcp/compound.js';
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

/** The streams that one connection receives now; its owner adds and removes. */
export interface InboundStreams {
  readonly audio: readonly InboundAudio[];
  readonly video: readonly InboundVideo[];
}

/** Round-trip time that is assumed while none is known, as in libwebrtc, and the shortest pause between requests; in ms. */
const defaultRoundTripMs = 100;
const minRetryMs = 20;
/** Reception report blocks that one packet can hold (RFC 3550, 6.4.2). */
const mostBlocks = 31;

/** The RTCP that a receiver owes: reports, bandwidth estimate, and requests for packets and key frames. */
export class ReceiverFeedback {
  readonly #estimator = new RateEstimator();
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
  ) {}

  onRtcp(packets: readonly RtcpPacket[], now: number): void {
    for (const packet of packets)
      if (packet.type === 'sender-report') for (const stream of this.#all()) stream.onSenderReport(packet, now);
  }

  /** To be called about 50 times a second. */
  repair(outlet: PacketOutlet, now: number): void {
    for (const video of this.streams.video) if (video.needsFeedback) this.#repair(video, outlet, now);
  }

  /** Sends reports about all streams, and the bandwidth estimate. To be called every second. */
  report(outlet: PacketOutlet, now: number): void {
    for (const audio of this.streams.audio) audio.expire(now);
    const blocks = this.#all()
      .map((stream) => stream.takeReportBlock(now))
      .filter((block) => block !== undefined);
    // A report without blocks says nothing, and its sender is not found by some servers.
    for (let at = 0; at < blocks.length; at += mostBlocks) {
      const packets = [
        buildReceiverReport(this.ssrc, blocks.slice(at, at + mostBlocks)),
        buildSourceDescription(this.ssrc, this.cname),
      ];
      if (at === 0) packets.push(...this.#estimate(now));
      outlet.send(Buffer.concat(packets));
    }
  }

  #repair(video: InboundVideo, outlet: PacketOutlet, now: number): void {
    video.expire(now);
    const retryMs = Math.max(minRetryMs, this.roundTripMs() ?? defaultRoundTripMs);
    const sequences = video.takeNack(now, retryMs);
    if (sequences.length > 0) outlet.send(buildNack(this.ssrc, video.ssrc, sequences));
    if (video.takeKeyFrameRequest(now)) outlet.send(buildPictureLossIndication(this.ssrc, video.ssrc));
  }

  /** One estimate for the connection: that of a mean stream, as often as there are streams. */
  #estimate(now: number): Buffer[] {
    const flowing = this.streams.video.filter(({ flows }) => flows);
    if (flowing.length === 0) return [];
    const rates = flowing.map((video) => video.takeRate(now));
    const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
    this.#estimator.update(
      mean(rates.map(({ bitsPerSecond }) => bitsPerSecond)),
      mean(rates.map(({ loss }) => loss)),
      mean(rates.map(({ elapsedSeconds }) => elapsedSeconds)),
    );
    // OpenVidu 2 reads only the first SSRC of an estimate: one for the video, none for the audio.
    const ssrcs = flowing.map(({ ssrc }) => ssrc);
    return [buildRemb(this.ssrc, this.#estimator.bitsPerSecond * flowing.length, ssrcs)];
  }

  #all(): InboundRtp[] {
    return [...this.streams.audio, ...this.streams.video];
  }
}
