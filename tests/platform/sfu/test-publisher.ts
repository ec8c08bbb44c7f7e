import type { Sfu } from '../../../src/server/sfu/sfu.js';
import { ntpFromEpochMs } from '../../../src/wire/ntp.js';
import { parseRtcp, type RtcpPacket } from '../../../src/wire/rtcp/compound.js';
import { buildSenderReport } from '../../../src/wire/rtcp/sender-report.js';
import { rtpFixedHeaderLength, writeRtpHeader } from '../../../src/wire/rtp.js';
import { packetizeVp8 } from '../../../src/wire/vp8.js';
import { type Kind, TestPeer } from './test-peer.js';

const keyFrameStart = Buffer.from('1002009d012a80026801', 'hex');
const interFrameStart = Buffer.from('110200', 'hex');
const frameIntervalMs = 33;

export interface TestPublisherOptions {
  readonly streamId?: string;
  readonly participant?: number;
  readonly sessionName?: string;
  readonly kinds?: readonly Kind[];
  /** First numbers; others than the default show that the server rewrites them. */
  readonly sequenceNumber?: number;
  readonly timestamp?: number;
  readonly pictureId?: number;
  /** Default 2000: two packets, about 500 kbps. */
  readonly frameBytes?: number;
  /** Video packets that get lost on their way: every so many-th. Default none. */
  readonly losesEvery?: number;
  /** Send again what the server asks for. Default true. */
  readonly repairs?: boolean;
}

/** Publishes synthetic VP8 and Opus, 30 frames of two packets per second, with a key frame whenever one is asked for. */
export class TestPublisher {
  readonly peer: TestPeer;
  readonly ssrcs: Readonly<Record<Kind, number>>;
  /** Each RTCP packet that reached the track it is about. */
  readonly received: RtcpPacket[] = [];
  framesSent = 0;
  keyFramesSent = 0;
  #keyFrameWanted = true;
  #sequence: Record<Kind, number>;
  #timestamp: number;
  #pictureId: number;
  readonly #sent = new Map<number, Buffer>();
  #timer: NodeJS.Timeout | undefined;

  private constructor(private readonly options: TestPublisherOptions) {
    this.peer = new TestPeer('publisher');
    const base = Math.floor(Math.random() * 1e9) + 10;
    this.ssrcs = { audio: base, video: base + 1 };
    this.#sequence = { audio: options.sequenceNumber ?? 1000, video: options.sequenceNumber ?? 1000 };
    this.#timestamp = options.timestamp ?? 90_000;
    this.#pictureId = options.pictureId ?? 100;
  }

  static async publish(sfu: Sfu, options: TestPublisherOptions = {}): Promise<TestPublisher> {
    const publisher = new TestPublisher(options);
    await publisher.#publish(sfu);
    return publisher;
  }

  /** Of one kind, oldest first. */
  of<Type extends RtcpPacket['type']>(type: Type): Extract<RtcpPacket, { type: Type }>[] {
    return this.received.filter((packet): packet is Extract<RtcpPacket, { type: Type }> => packet.type === type);
  }

  start(): void {
    const startedAt = performance.now();
    let rounds = 0;
    // Catches up when a loaded machine is late, so that the rate stays what tests count on.
    this.#timer = setInterval(() => {
      for (; rounds * frameIntervalMs <= performance.now() - startedAt; rounds++) {
        if (this.peer.tracks.has('video')) this.sendFrame();
        if (this.peer.tracks.has('audio')) this.sendAudio();
      }
    }, frameIntervalMs / 3);
  }

  stop(): void {
    clearInterval(this.#timer);
  }

  /** Each payload begins with its frame's number, behind the codec's header. */
  sendFrame(): void {
    const frame = Buffer.alloc(this.options.frameBytes ?? 2000, this.framesSent & 0xff);
    (this.#keyFrameWanted ? keyFrameStart : interFrameStart).copy(frame);
    if (this.#keyFrameWanted) this.keyFramesSent++;
    this.#keyFrameWanted = false;
    const payloads = packetizeVp8(frame, this.#pictureId++ & 0x7fff);
    for (const [index, payload] of payloads.entries())
      this.#send('video', 96, payload, index === payloads.length - 1, this.#timestamp);
    this.#timestamp = (this.#timestamp + frameIntervalMs * 90) >>> 0;
    this.framesSent++;
  }

  sendAudio(): void {
    this.#send('audio', 111, Buffer.alloc(80, 0x0a), false, (this.#sequence.audio * 960) >>> 0);
  }

  /** @param clockOffsetMs How far this publisher's clock is ahead. */
  sendSenderReport(kind: Kind, rtpTimestamp: number, clockOffsetMs: number): void {
    const report = {
      ssrc: this.ssrcs[kind],
      ntp: ntpFromEpochMs(Date.now() + clockOffsetMs),
      rtpTimestamp,
      packetCount: 1,
      octetCount: 1,
      reports: [],
    };
    this.peer.tracks.get(kind)!.sendMessageBinary(buildSenderReport(report));
  }

  get timestamp(): number {
    return this.#timestamp;
  }

  close(): void {
    this.stop();
    this.peer.close();
  }

  async #publish(sfu: Sfu): Promise<void> {
    const { streamId = 'stream', sessionName = 'session', participant, kinds = ['audio', 'video'] } = this.options;
    for (const [index, kind] of kinds.entries()) {
      const payloadType = kind === 'video' ? 96 : 111;
      const track = this.peer.addTrack({ kind, payloadType, ssrc: this.ssrcs[kind] }, String(index));
      track.onMessage((compound) => this.#receive(kind, compound));
    }
    const offer = await this.peer.offer();
    const request = { streamId, sessionName, offer, ...(participant !== undefined && { participant }) };
    this.peer.connection.setRemoteDescription(await sfu.publish(request), 'answer');
    await this.peer.open();
  }

  #send(kind: Kind, payloadType: number, payload: Uint8Array, marker: boolean, timestamp: number): void {
    const sequenceNumber = this.#sequence[kind]++ & 0xffff;
    const packet = Buffer.alloc(rtpFixedHeaderLength + payload.length);
    writeRtpHeader(packet, { payloadType, marker, sequenceNumber, timestamp, ssrc: this.ssrcs[kind] });
    packet.set(payload, rtpFixedHeaderLength);
    if (kind === 'video') this.#sent.set(sequenceNumber, packet);
    if (kind === 'video' && sequenceNumber % (this.options.losesEvery ?? Number.POSITIVE_INFINITY) === 7) return;
    this.peer.tracks.get(kind)!.sendMessageBinary(packet);
  }

  #receive(kind: Kind, compound: Buffer): void {
    for (const packet of parseRtcp(compound) ?? []) {
      // A compound comes to both tracks: feedback counts on its own, reports on the first.
      if ('mediaSsrc' in packet ? packet.mediaSsrc === this.ssrcs[kind] : kind === [...this.peer.tracks.keys()][0])
        this.received.push(packet);
      if (packet.type === 'picture-loss-indication') this.#keyFrameWanted = true;
      if (packet.type === 'nack' && kind === 'video' && this.options.repairs !== false)
        for (const sequenceNumber of packet.sequenceNumbers) this.#repair(sequenceNumber);
    }
  }

  #repair(sequenceNumber: number): void {
    const packet = this.#sent.get(sequenceNumber);
    if (packet) this.peer.tracks.get('video')!.sendMessageBinary(packet);
  }
}
