import { setTimeout as sleep } from 'node:timers/promises';
import { LoadError } from '../../model/errors.js';
import { frameTrailerBytes, readFrameTrailer, writeFrameTrailer } from '../../wire/frame-trailer.js';
import { isRtcp, rtpFixedHeaderLength, writeRtpHeader } from '../../wire/rtp.js';
import { payloadType } from './clips/rtp-formats.js';
import { offeredMedia } from './peer/media-lines.js';
import { Peer, type PeerState } from './peer/peer.js';
import { epochMs } from './timing/clock.js';

/** What became of the packets of a while. */
export interface CanaryReport {
  /** Packets whose fate is known. */
  readonly sent: number;
  readonly received: number;
  /** Packets received, by how long after they were due in whole ms; the last slot holds all later ones. */
  readonly latenessMs: Uint32Array;
}

/** The shortest hold, of ten seconds, has a hundred packets for its p99; each wakes several threads of an idle process. */
const everyMs = 100;
/** Packets of half a second, which may still come. */
const underWay = 5;
/** As large as a packet of sound. */
const packetBytes = 96;
const slots = 512;
const connectWithinMs = 5_000;

/**
 * A stream from this process to itself, over the loopback interface and the same stack as native participants: what it
 * suffers, no server has done.
 */
export class Canary {
  readonly #sender: Peer;
  readonly #receiver: Peer;
  readonly #packet = Buffer.alloc(packetBytes);
  #timer: NodeJS.Timeout | undefined;
  #next = 0;
  #first = 0;
  #highest = -1;
  #received = 0;
  #latenessMs = new Uint32Array(slots);

  /** Resolves when packets can flow. @throws LoadError `CONNECTION_LOST` */
  static async start(): Promise<Canary> {
    const canary = new Canary();
    try {
      await canary.#connect();
      return canary;
    } catch (thrown) {
      canary.close();
      throw thrown;
    }
  }

  private constructor() {
    const options = { iceServers: [], bindAddress: '127.0.0.1' };
    const ignore = () => undefined;
    this.#sender = new Peer('canary, sending', options, {
      onCandidate: (candidate) => this.#receiver.addCandidate(candidate),
      onState: ignore,
      onPacket: ignore,
    });
    this.#receiver = new Peer('canary, receiving', options, {
      onCandidate: (candidate) => this.#sender.addCandidate(candidate),
      onState: ignore,
      onPacket: (packet) => this.#onPacket(packet),
    });
  }

  /** Sends until {@link take}, and forgets what was before. */
  begin(): void {
    clearTimeout(this.#timer);
    this.#first = this.#next;
    this.#received = 0;
    this.#latenessMs = new Uint32Array(slots);
    this.#sendFrom(epochMs() + everyMs);
  }

  /** What happened since {@link begin}. */
  take(): CanaryReport {
    clearTimeout(this.#timer);
    const settled = Math.max(this.#first, this.#highest + 1, this.#next - underWay);
    return { sent: settled - this.#first, received: this.#received, latenessMs: this.#latenessMs };
  }

  close(): void {
    clearTimeout(this.#timer);
    this.#sender.close();
    this.#receiver.close();
  }

  async #connect(): Promise<void> {
    const source = { ssrc: 1, cname: 'canary', streamId: 'canary' };
    const { sdp } = this.#receiver.answer(this.#sender.offer(offeredMedia({ audio: source })));
    this.#sender.acceptAnswer(sdp);
    this.#sender.connect();
    this.#receiver.connect();
    const bothAre = (state: PeerState) => this.#sender.state === state && this.#receiver.state === state;
    for (const end = epochMs() + connectWithinMs; !bothAre('connected'); await sleep(20))
      if (epochMs() > end)
        throw new LoadError(
          'CONNECTION_LOST',
          `The generator could not connect to itself within ${connectWithinMs / 1000} s; check that UDP passes the loopback interface.`,
        );
  }

  /** A timer of its own: the wheel of native participants wakes the process 150 times a second. */
  #sendFrom(dueAt: number): void {
    this.#timer = setTimeout(() => {
      let next = dueAt;
      for (const now = epochMs(); next <= now; next += everyMs) this.#send(next);
      this.#sendFrom(next);
    }, dueAt - epochMs());
  }

  #send(dueAt: number): void {
    const sequence = this.#next++;
    const header = { payloadType: payloadType.opus, marker: false, sequenceNumber: sequence & 0xffff };
    writeRtpHeader(this.#packet, { ...header, timestamp: sequence, ssrc: 1 });
    const trailer = { publisher: 0, sequence, sentAt: dueAt };
    writeFrameTrailer(this.#packet, packetBytes - frameTrailerBytes, trailer);
    this.#sender.send(this.#packet);
  }

  #onPacket(packet: Buffer): void {
    if (isRtcp(packet) || packet.length < rtpFixedHeaderLength + frameTrailerBytes) return;
    const now = epochMs();
    const trailer = readFrameTrailer(packet, packet.length, now);
    if (!trailer || trailer.sequence < this.#first) return;
    this.#highest = Math.max(this.#highest, trailer.sequence);
    this.#received++;
    const latenessMs = Math.max(0, Math.round(now - trailer.sentAt));
    this.#latenessMs[Math.min(slots - 1, latenessMs)]!++;
  }
}
