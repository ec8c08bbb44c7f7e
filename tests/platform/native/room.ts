import type { Session } from 'openvidu-node-client';
import type { InboundSample, OutboundSample, StreamSample } from '../../../src/model/samples.js';
import { createNativeFactory } from '../../../src/participants/native/index.js';
import type {
  FirstFrame,
  JoinedParticipant,
  JoinOptions,
  ParticipantEvent,
} from '../../../src/participants/participant.js';
import { type Deployment, eventually } from './deployment.js';

/** A participant together with all that it has told so far. */
export class Observed {
  readonly samples: StreamSample[] = [];
  readonly events: ParticipantEvent[] = [];
  readonly firstFrames: FirstFrame[] = [];

  constructor(readonly participant: JoinedParticipant) {}

  /** Takes what is new. */
  look(): this {
    this.samples.push(...this.participant.takeSamples());
    this.events.push(...this.participant.takeEvents());
    this.firstFrames.push(...this.participant.takeFirstFrames());
    return this;
  }

  inbound(from: number, kind: 'audio' | 'video' = 'video'): InboundSample[] {
    this.look();
    return this.samples.filter(
      (sample): sample is InboundSample =>
        sample.direction === 'inbound' && sample.from === from && sample.kind === kind,
    );
  }

  outbound(kind: 'audio' | 'video' = 'video'): OutboundSample[] {
    this.look();
    return this.samples.filter(
      (sample): sample is OutboundSample => sample.direction === 'outbound' && sample.kind === kind,
    );
  }

  /** Frames per second between the last two samples; undefined if there are not two. */
  framesPerSecond(from: number): number | undefined {
    const [before, last] = this.inbound(from).slice(-2);
    if (!before || !last) return undefined;
    return ((last.framesDecoded! - before.framesDecoded!) * 1000) / (last.at - before.at);
  }

  /** Waits for a second of full frame rate that begins after this call. */
  async seesFullRate(from: number): Promise<void> {
    const already = this.inbound(from).length;
    await eventually(`${from} is seen at full rate`, () => {
      const rate = this.framesPerSecond(from);
      return this.inbound(from).length >= already + 2 && rate !== undefined && rate > 26 ? rate : undefined;
    });
  }

  async event<T extends ParticipantEvent['type']>(type: T): Promise<ParticipantEvent & { readonly type: T }> {
    return eventually(`the event ${type} is told`, () => {
      this.look();
      return this.events.find((event): event is ParticipantEvent & { readonly type: T } => event.type === type);
    });
  }
}

/** One session with native participants. */
export class Room {
  readonly factory = createNativeFactory();

  private constructor(
    readonly session: Session,
    private readonly size: number,
  ) {}

  static async open(deployment: Deployment, size: number): Promise<Room> {
    return new Room(await deployment.newSession(), size);
  }

  async token(role: 'PUBLISHER' | 'SUBSCRIBER' = 'PUBLISHER'): Promise<string> {
    const connection = await this.session.createConnection({ role } as Parameters<Session['createConnection']>[0]);
    return connection.token;
  }

  /** Joins participant `index`, which publishes both kinds and receives from all others, unless told otherwise. */
  async join(index: number, options: Partial<JoinOptions> = {}): Promise<Observed> {
    const others = Array.from({ length: this.size }, (_, other) => other).filter((other) => other !== index);
    const participant = await this.factory.join({
      token: options.token ?? (await this.token()),
      role: { index, publishes: { audio: true, video: true }, receivesFrom: others },
      media: { video: '540x360', videoCodec: 'vp8', framesPerSecond: 30, adapt: 'remb' },
      scheduledAt: Date.now(),
      joinTimeoutMs: 30_000,
      seed: index + 1,
      ignoreHTTPSErrors: false,
      ...options,
    });
    return new Observed(participant);
  }

  /** Joins all at once. */
  joinAll(): Promise<Observed[]> {
    return Promise.all(Array.from({ length: this.size }, (_, index) => this.join(index)));
  }

  async close(): Promise<void> {
    await this.factory.close();
  }
}
