import type { Edition } from '../../../src/model/edition.js';
import { createPlatform } from '../../../src/platforms/create-platform.js';
import type { Platform } from '../../../src/platforms/platform.js';
import { startServer } from '../../../src/server/start-server.js';
import { FakeMedia } from '../../unit/server/fake-media.js';
import { LivekitGuest } from '../livekit/livekit-guest.js';
import { skipWithoutLivekit, startLivekitServer } from '../livekit/livekit-server.js';
import { publishParams } from '../server/room.js';
import { Refusal, SignallingClient } from '../server/signalling-client.js';

/** Somebody who used a token, with what the server made of it. */
export interface Guest {
  /** What the server tells others of the token's data. */
  readonly data: string;
  readonly mayPublish: boolean;
  /** Resolves once the server has ended the connection. */
  readonly closed: Promise<unknown>;
}

/** A deployment that runs for a test file, of either edition. */
export interface Deployment {
  readonly edition: Edition;
  readonly url: string;
  /** A platform of its own, at another address where one is given. */
  platform(url?: string): Platform;
  join(session: string, token: string): Promise<Guest>;
  close(): Promise<void>;
}

export const deployments = [
  { edition: 'openvidu2', version: /^2\.32\./, skip: false, start: startOpenVidu2 },
  { edition: 'openvidu3', version: /^1\.13\.5$/, skip: skipWithoutLivekit, start: startOpenVidu3 },
] as const;

const settings = { ignoreHTTPSErrors: false, timeoutMs: 10_000 };

async function startOpenVidu2(): Promise<Deployment> {
  const server = await startServer({}, { media: new FakeMedia() });
  const credentials = { edition: 'openvidu2', secret: server.secret } as const;
  return {
    edition: 'openvidu2',
    url: server.url,
    platform: (url = server.url) => createPlatform({ url, ...settings }, credentials),
    async join(session, token) {
      const client = await SignallingClient.open(server.url);
      const { metadata } = await client.join(session, token);
      const mayPublish = await client.request('publishVideo', publishParams).then(
        () => true,
        (thrown) => {
          if (!(thrown instanceof Refusal)) throw thrown;
          return false;
        },
      );
      return { data: metadata, mayPublish, closed: client.notice('participantEvicted') };
    },
    close: () => server.close(),
  };
}

async function startOpenVidu3(): Promise<Deployment> {
  const server = await startLivekitServer();
  const { apiKey, apiSecret } = server;
  return {
    edition: 'openvidu3',
    url: server.url,
    platform: (url = server.url) => createPlatform({ url, ...settings }, { edition: 'openvidu3', apiKey, apiSecret }),
    async join(_, token) {
      const { joined, closed } = await LivekitGuest.join(server.url, token);
      return {
        data: joined.participant?.metadata ?? '',
        mayPublish: joined.participant?.permission?.canPublish === true,
        closed,
      };
    },
    close: () => server.close(),
  };
}
