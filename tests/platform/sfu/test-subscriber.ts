import type { Sfu } from '../../../src/server/sfu/sfu.js';
import { parseRtcp, type RtcpPacket } from '../../../src/wire/rtcp/compound.js';
import { buildNack } from '../../../src/wire/rtcp/nack.js';
import { isRtcp, parseRtp, type RtpHeader } from '../../../src/wire/rtp.js';
import { parseSdp, payloadTypeOf, ssrcsOf } from '../../../src/wire/sdp.js';
import { SequenceUnwrapper } from '../../../src/wire/serial.js';
import { startsVp8KeyFrame } from '../../../src/wire/vp8.js';
import { parseVp8Descriptor } from '../../../src/wire/vp8-descriptor.js';
import { type Kind, TestPeer } from './test-peer.js';
import { until } from './until.js';

export type Mode = 'client offers' | 'server offers';

export interface TestSubscriberOptions {
  readonly streamId?: string;
  readonly legId?: string;
  readonly participant?: number;
  readonly mode?: Mode;
  readonly kinds?: readonly Kind[];
  /** Ask again for what is missing. Default false. */
  readonly repairs?: boolean;
  /** What a client offers. */
  readonly payloadTypes?: Readonly<Record<Kind, number>>;
}

export interface ReceivedPacket extends RtpHeader {
  readonly kind: Kind;
  /** Without wrap. */
  readonly sequence: number;
  readonly pictureId: number | undefined;
  readonly startsKeyFrame: boolean;
  readonly payload: Buffer;
  readonly atMs: number;
}

/** Receives one stream and keeps every packet. */
export class TestSubscriber {
  readonly peer: TestPeer;
  readonly packets: ReceivedPacket[] = [];
  readonly received: { kind: Kind; packet: RtcpPacket }[] = [];
  /** As the server's description declares them. */
  readonly ssrcs: Partial<Record<Kind, number>> = {};
  readonly payloadTypes: Partial<Record<Kind, number>> = {};
  readonly #unwrap = { audio: new SequenceUnwrapper(), video: new SequenceUnwrapper() };
  #highestVideo: number | undefined;

  private constructor(private readonly options: TestSubscriberOptions) {
    this.peer = new TestPeer('subscriber');
  }

  /** Resolves when tracks are open. */
  static async subscribe(sfu: Sfu, options: TestSubscriberOptions = {}): Promise<TestSubscriber> {
    const subscriber = new TestSubscriber(options);
    await subscriber.#subscribe(sfu);
    return subscriber;
  }

  of(kind: Kind): ReceivedPacket[] {
    return this.packets.filter((packet) => packet.kind === kind);
  }

  /** Distinct sequence numbers from the first to the last packet, in order of numbers. */
  sequences(kind: Kind): number[] {
    return [...new Set(this.of(kind).map((packet) => packet.sequence))].sort((a, b) => a - b);
  }

  /** Numbers missing between the first and the last packet. */
  missing(kind: Kind): number {
    const sequences = this.sequences(kind);
    return sequences.length === 0 ? 0 : sequences.at(-1)! - sequences[0]! + 1 - sequences.length;
  }

  async receives(kind: Kind, count: number): Promise<void> {
    const target = this.of(kind).length + count;
    await until(() => this.of(kind).length >= target, `${count} ${kind} packets`);
  }

  sendRtcp(kind: Kind, packet: Buffer): void {
    this.peer.tracks.get(kind)!.sendMessageBinary(packet);
  }

  close(): void {
    this.peer.close();
  }

  async #subscribe(sfu: Sfu): Promise<void> {
    const { streamId = 'stream', legId = 'leg', participant, mode = 'client offers' } = this.options;
    const { kinds = ['audio', 'video'], payloadTypes = { audio: 111, video: 96 } } = this.options;
    const request = { streamId, legId, ...(participant !== undefined && { participant }) };
    for (const [index, kind] of kinds.entries()) {
      const track = this.peer.addTrack({ kind, payloadType: payloadTypes[kind] }, String(index));
      track.onMessage((bytes) => this.#receive(kind, bytes));
    }
    if (mode === 'client offers') {
      const answer = await sfu.answerSubscription({ ...request, offer: await this.peer.offer() });
      this.#readDescription(answer);
      this.peer.connection.setRemoteDescription(answer, 'answer');
    } else {
      const offer = await sfu.offerSubscription(request);
      this.#readDescription(offer);
      await this.peer.answer(offer, (answer) => sfu.acceptSubscription({ legId, answer }));
    }
    await this.peer.open();
  }

  #readDescription(sdp: string): void {
    for (const media of parseSdp(sdp)!.media) {
      const kind = media.kind as Kind;
      this.ssrcs[kind] = ssrcsOf(media)[0]!;
      this.payloadTypes[kind] = payloadTypeOf(media, kind === 'video' ? 'vp8' : 'opus')!;
    }
  }

  #receive(kind: Kind, bytes: Buffer): void {
    if (isRtcp(bytes)) {
      for (const packet of parseRtcp(bytes) ?? []) this.received.push({ kind, packet });
      return;
    }
    const header = parseRtp(bytes)!;
    const payload = bytes.subarray(header.headerLength);
    const sequence = this.#unwrap[kind].unwrap(header.sequenceNumber);
    this.packets.push({
      ...header,
      kind,
      sequence,
      pictureId: kind === 'video' ? parseVp8Descriptor(payload)?.pictureId : undefined,
      startsKeyFrame: kind === 'video' && startsVp8KeyFrame(payload, 0, payload.length),
      payload,
      atMs: performance.now(),
    });
    if (kind === 'video' && this.options.repairs) this.#askForGap(sequence, header.ssrc);
  }

  #askForGap(sequence: number, ssrc: number): void {
    const expected = (this.#highestVideo ?? sequence - 1) + 1;
    const missing = Array.from({ length: Math.max(0, sequence - expected) }, (_, index) => (expected + index) & 0xffff);
    this.#highestVideo = Math.max(this.#highestVideo ?? sequence, sequence);
    if (missing.length > 0) this.sendRtcp('video', buildNack(7, ssrc, missing));
  }
}
