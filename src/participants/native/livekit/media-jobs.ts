import type { StreamSample } from '../../../model/samples.js';
import type { PacketOutlet } from '../peer/packet-outlet.js';
import type { ReceiverFeedback } from '../receive/receiver-feedback.js';
import type { SeededRandom } from '../timing/random.js';
import { audioPacketTicks, frameTicks, repairTicks, secondTicks, type TickWheel } from '../timing/tick-wheel.js';
import { LayeredSample, type LivekitMedia } from './livekit-media.js';
import type { ReceivedTracks } from './received-tracks.js';

export interface MediaJobsParts {
  readonly wheel: TickWheel;
  readonly random: SeededRandom;
  readonly media: LivekitMedia;
  readonly cname: string;
  readonly tracks: ReceivedTracks;
  readonly feedback: ReceiverFeedback;
  /** Where feedback goes; undefined while nothing can be sent. */
  outlet(): PacketOutlet | undefined;
  /** Latest round-trip time to the server, if known. */
  roundTripMs(): number | undefined;
  onSample(sample: StreamSample): void;
}

/** All that a participant does periodically, each at its own phase. */
export class MediaJobs {
  #stops: (() => void)[] = [];

  readonly #video: LayeredSample;

  constructor(private readonly parts: MediaJobsParts) {
    this.#video = new LayeredSample(parts.media.layers);
  }

  start(): void {
    const { media, feedback, outlet } = this.parts;
    const { audio, layers } = media;
    if (audio) this.#every(audioPacketTicks, (late, now) => audio.onTick(late, now));
    for (const { sender } of layers) this.#every(frameTicks, (late, now) => sender.onTick(late, now));
    this.#every(repairTicks, (_late, now) => {
      const to = outlet();
      if (to) feedback.repair(to, now);
    });
    this.#every(secondTicks, (_late, now) => this.#everySecond(now));
  }

  stop(): void {
    for (const stop of this.#stops.splice(0)) stop();
  }

  #every(ticks: number, job: Parameters<TickWheel['add']>[2]): void {
    const { wheel, random } = this.parts;
    this.#stops.push(wheel.add(ticks, random.below(ticks), job));
  }

  #everySecond(now: number): void {
    const { media, cname, tracks, feedback, outlet, roundTripMs, onSample } = this.parts;
    for (const { sender } of media.layers) sender.sendReport(cname, now);
    media.audio?.sendReport(cname, now);
    const sent = [media.audio?.sample(), this.#video.take(now)];
    for (const sample of sent) if (sample) onSample(sample);
    const to = outlet();
    if (to) feedback.report(to, now);
    for (const stream of [...tracks.audio, ...tracks.video]) onSample(stream.sample(now, roundTripMs()));
  }
}
