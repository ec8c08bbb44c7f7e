import type { TestContext } from 'node:test';
import type { ServerOptionsInput } from '../../../src/server/server-options.js';
import { type RunningServer, type ServerParts, startServer } from '../../../src/server/start-server.js';
import { FakeMedia } from '../../unit/server/fake-media.js';
import { type JoinResult, SignallingClient } from './signalling-client.js';

export interface Member {
  readonly client: SignallingClient;
  readonly id: string;
  /** The whole result of joinRoom. */
  readonly joined: JoinResult;
}

/** An offer that passes every check; the fake media server does not read it. */
export const videoOffer =
  'v=0\r\nm=audio 9 UDP/TLS/RTP/SAVPF 111\r\nm=video 9 UDP/TLS/RTP/SAVPF 96\r\na=rtpmap:96 VP8/90000\r\n';

/** One server with fake media and one session, for a test; both are closed after it. */
export class Room {
  private constructor(
    readonly server: RunningServer,
    readonly media: FakeMedia,
    readonly sessionId: string,
  ) {}

  static async open(t: TestContext, options: ServerOptionsInput = {}, parts: ServerParts = {}): Promise<Room> {
    const media = new FakeMedia();
    const server = await startServer(options, { media, ...parts });
    t.after(() => server.close());
    const room = new Room(server, media, 'room');
    await room.rest('POST', '/sessions', { customSessionId: 'room' });
    return room;
  }

  /** A REST call; resolves to the response. */
  rest(method: string, path: string, body?: unknown, secret = this.server.secret): Promise<Response> {
    return fetch(`${this.server.url}/openvidu/api${path}`, {
      method,
      headers: {
        authorization: `Basic ${Buffer.from(`OPENVIDUAPP:${secret}`).toString('base64')}`,
        'content-type': body === undefined ? 'application/x-www-form-urlencoded' : 'application/json',
      },
      ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
  }

  async json<R = Record<string, unknown>>(method: string, path: string, body?: unknown): Promise<R> {
    return (await (await this.rest(method, path, body)).json()) as R;
  }

  async token(properties: object = {}): Promise<string> {
    const path = `/sessions/${this.sessionId}/connection`;
    return (await this.json<{ token: string }>('POST', path, properties)).token;
  }

  async join(properties: object = {}, metadata: unknown = ''): Promise<Member> {
    const client = await SignallingClient.open(this.server.url);
    const joined = await client.join(this.sessionId, await this.token(properties), metadata);
    return { client, joined, id: joined.id };
  }

  async publish({ client }: Member, changes: object = {}): Promise<string> {
    const { id } = await client.request<{ id: string }>('publishVideo', { ...publishParams, ...changes });
    return id;
  }
}

export const publishParams = {
  doLoopback: false,
  hasAudio: true,
  hasVideo: true,
  audioActive: true,
  videoActive: true,
  typeOfVideo: 'CAMERA',
  frameRate: 30,
  videoDimensions: '{"width":640,"height":480}',
  sdpOffer: videoOffer,
};
