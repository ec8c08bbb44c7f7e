import type { Browser } from '@playwright/test';
import { AccessToken, RoomServiceClient } from 'livekit-server-sdk';
import type { InboundSample, OutboundSample } from '../../../src/model/samples.js';
import type { ParticipantRole } from '../../../src/model/scenario.js';
import { createBrowserFactory } from '../../../src/participants/browser/index.js';
import type {
  FirstFrame,
  JoinedParticipant,
  JoinOptions,
  ParticipantFactory,
} from '../../../src/participants/participant.js';
import { joinOptions } from '../browser/deployment.js';
import { launchChromium } from '../browser/launch.js';
import { type LivekitServer, startLivekitServer } from './livekit-server.js';

interface TokenOptions {
  readonly secret?: string;
  readonly ttl?: string;
  readonly metadata?: string;
  readonly canPublish?: boolean;
  readonly canSubscribe?: boolean;
}

let roomsMade = 0;

/** A real livekit-server and a browser whose participants join it; each test has a room of its own. */
export class BrowserRooms {
  room = '';

  private constructor(
    readonly server: LivekitServer,
    readonly browser: Browser,
    readonly factory: ParticipantFactory,
    readonly rest: RoomServiceClient,
  ) {}

  static async open(): Promise<BrowserRooms> {
    const [server, browser] = await Promise.all([startLivekitServer(), launchChromium()]);
    const factory = createBrowserFactory({
      browser: async () => browser,
      ignoreHTTPSErrors: false,
      deployment: { edition: 'openvidu3', url: server.url },
    });
    return new BrowserRooms(
      server,
      browser,
      factory,
      new RoomServiceClient(server.url, server.apiKey, server.apiSecret),
    );
  }

  newRoom(): void {
    roomsMade += 1;
    this.room = `room-${roomsMade}`;
  }

  token(
    identity: string,
    { secret = this.server.apiSecret, ttl = '5m', metadata = '', ...grants }: TokenOptions = {},
  ): Promise<string> {
    const token = new AccessToken(this.server.apiKey, secret, { identity, ttl, metadata });
    token.addGrant({ roomJoin: true, room: this.room, ...grants });
    return token.toJwt();
  }

  /** Joins under an identity that tells nothing of its index. */
  async join(role: ParticipantRole, options: Partial<JoinOptions> = {}): Promise<JoinedParticipant> {
    return this.factory.join(joinOptions(await this.token(identityOf(role.index)), { role, ...options }));
  }

  /** Identities that are in the room; none if there is no such room. */
  async present(): Promise<string[]> {
    const participants = await this.rest.listParticipants(this.room).catch(() => []);
    return participants.map(({ identity }) => identity).sort();
  }

  async close(): Promise<void> {
    await this.factory.close();
    await this.browser.close();
    await this.server.close();
  }
}

export const identityOf = (index: number): string => `somebody-${'abcdef'[index]}`;

/** What a participant received and sent so far, asked again and again. */
export class Watch {
  readonly inbound: InboundSample[] = [];
  readonly outbound: OutboundSample[] = [];
  readonly firstFrames: FirstFrame[] = [];
  constructor(private readonly participant: JoinedParticipant) {}

  look(): this {
    for (const sample of this.participant.takeSamples())
      if (sample.direction === 'inbound') this.inbound.push(sample);
      else this.outbound.push(sample);
    this.firstFrames.push(...this.participant.takeFirstFrames());
    return this;
  }

  all = (from: number, kind: 'audio' | 'video') =>
    this.look().inbound.filter((sample) => sample.from === from && sample.kind === kind);
  latest = (from: number, kind: 'audio' | 'video') => this.all(from, kind).at(-1);
  latestSent = (kind: 'audio' | 'video') => this.look().outbound.findLast((sample) => sample.kind === kind);
}
