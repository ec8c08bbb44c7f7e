import type { OutboundSample } from '../../../model/samples.js';
import type { AudioClip } from '../clips/audio-clip.js';
import { audioPacketMs } from '../clips/audio-clip.js';
import { clockRate } from '../clips/rtp-formats.js';
import type { SeededRandom } from '../timing/random.js';
import { dropAfterMs, RtpSender } from './rtp-sender.js';
import type { SendMeter } from './send-meter.js';

const timestampStep = (clockRate.audio * audioPacketMs) / 1000;

/** Sends the audio clip over and over, from a start of its own. */
export class AudioSender extends RtpSender {
  #position: number;

  constructor(
    private readonly clip: AudioClip,
    random: SeededRandom,
    meter: SendMeter,
  ) {
    super(clockRate.audio, random, meter);
    this.#position = random.below(clip.length);
  }

  /** Sends the packet that is due. */
  onTick(lateMs: number, now: number): void {
    const { outlet } = this;
    if (!outlet) return;
    this.advance(timestampStep, now, lateMs);
    if (lateMs > dropAfterMs) {
      this.meter.count(1, 0, lateMs);
      return;
    }
    this.#position = (this.#position + 1) % this.clip.length;
    const sequence = this.sequence;
    this.sequence = (sequence + 1) & 0xffff;
    const sent = this.sendAs(outlet, this.clip[this.#position]!, sequence, this.timestamp);
    this.meter.count(1, sent ? 1 : 0, lateMs);
  }

  override sample(): OutboundSample {
    return { ...this.counters(), kind: 'audio' };
  }
}
