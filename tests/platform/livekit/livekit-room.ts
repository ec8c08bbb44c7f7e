import { randomBytes } from 'node:crypto';
import { after, afterEach, before } from 'node:test';
import { AccessToken, RoomServiceClient } from 'livekit-server-sdk';
import { createNativeFactory } from '../../../src/participants/native/index.js';
import type { JoinOptions } from '../../../src/participants/participant.js';
import { Observed } from '../native/room.js';
import { type LivekitServer, startLivekitServer } from './livekit-server.js';

/** One room of a real livekit-server with native participants. */
export class LivekitRoom {
  readonly name = `room-${randomBytes(4).toString('hex')}`;
  readonly rest: RoomServiceClient;
  readonly factory;

  /** @param url where participants find the server, if not directly */
  constructor(
    readonly server: LivekitServer,
    private readonly size: number,
    url = server.url,
  ) {
    const { apiKey, apiSecret } = server;
    this.rest = new RoomServiceClient(server.url, apiKey, apiSecret);
    this.factory = createNativeFactory({ edition: 'openvidu3', url });
  }

  async token(
    index: number,
    grants: { canPublish?: boolean; canSubscribe?: boolean; canPublishData?: boolean } = {},
  ): Promise<string> {
    const token = new AccessToken(this.server.apiKey, this.server.apiSecret, { identity: `p${index}` });
    token.addGrant({ roomJoin: true, room: this.name, canPublish: true, canSubscribe: true, ...grants });
    return token.toJwt();
  }

  /** Joins participant `index`, which publishes both kinds and receives from all others, unless told otherwise. */
  async join(index: number, options: Partial<JoinOptions> = {}): Promise<Observed> {
    const others = Array.from({ length: this.size }, (_, other) => other).filter((other) => other !== index);
    return new Observed(
      await this.factory.join({
        token: options.token ?? (await this.token(index)),
        role: { index, publishes: { audio: true, video: true }, receivesFrom: others },
        media: { video: '540x360', videoCodec: 'vp8', framesPerSecond: 30, adapt: 'remb' },
        scheduledAt: Date.now(),
        joinTimeoutMs: 30_000,
        seed: index + 1,
        ignoreHTTPSErrors: false,
        ...options,
      }),
    );
  }

  joinAll(): Promise<Observed[]> {
    return Promise.all(Array.from({ length: this.size }, (_, index) => this.join(index)));
  }

  /** Identities of who is in the room now. */
  async present(): Promise<string[]> {
    return (await this.rest.listParticipants(this.name)).map(({ identity }) => identity).sort();
  }

  async close(): Promise<void> {
    await this.factory.close();
    await this.rest.deleteRoom(this.name).catch(() => undefined);
  }
}

/** For the suite that calls it: one server for all of its tests. Opens a room of so many, which is closed when its test has ended. */
export function livekitRooms(): (size: number, url?: string) => LivekitRoom {
  let server: LivekitServer;
  let room: LivekitRoom;
  before(async () => {
    server = await startLivekitServer();
  });
  after(() => server.close());
  afterEach(() => room.close());
  return (size, url) => {
    room = new LivekitRoom(server, size, url);
    return room;
  };
}
