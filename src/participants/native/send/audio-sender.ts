import type { OutboundSample } from '../../../model/samples.js';
import type { Voice } from '../../../model/scenario.js';
import type { AudioClip } from '../clips/audio-clip.js';
import { audioPacketMs, silentPacket } from '../clips/audio-clip.js';
import { clockRate } from '../clips/rtp-formats.js';
import type { SeededRandom } from '../timing/random.js';
import { dropAfterMs, RtpSender } from './rtp-sender.js';
import type { SendMeter } from './send-meter.js';

const timestampStep = (clockRate.audio * audioPacketMs) / 1000;

/** Sends the audio clip over and over, from a start of its own, or the silence of an open microphone, or nothing. */
export class AudioSender extends RtpSender {
  voice: Voice = 'speech';
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
    if (this.voice === 'muted') return;
    if (lateMs > dropAfterMs) {
      this.meter.count(1, 0, lateMs);
      return;
    }
    this.#position = (this.#position + 1) % this.clip.length;
    const sequence = this.sequence;
    this.sequence = (sequence + 1) & 0xffff;
    const packet = this.voice === 'speech' ? this.clip[this.#position]! : silentPacket;
    const sent = this.sendAs(outlet, packet, sequence, this.timestamp);
    this.meter.count(1, sent ? 1 : 0, lateMs);
  }

  override sample(): OutboundSample {
    return { ...this.counters(), kind: 'audio' };
  }
}
