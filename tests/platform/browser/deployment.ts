import { OpenVidu, type Session } from 'openvidu-node-client';
import type { ResolvedMedia } from '../../../src/model/scenario.js';
import type { JoinOptions } from '../../../src/participants/participant.js';
import type { RunningServer } from '../../../src/server/start-server.js';

const media: ResolvedMedia = { video: '360p', videoCodec: 'vp8', framesPerSecond: 30, adapt: 'off' };

/** Options of a join that is due now: participant 0, who only watches participant 1, unless told otherwise. */
export const joinOptions = (token: string, options: Partial<JoinOptions> = {}): JoinOptions => ({
  token,
  role: { index: 0, publishes: { audio: false, video: false }, receivesFrom: [1] },
  media,
  scheduledAt: Date.now(),
  joinTimeoutMs: 30_000,
  seed: 1,
  ignoreHTTPSErrors: false,
  ...options,
});

/** A new session of an embedded server. */
export const newSession = ({ url, secret }: RunningServer): Promise<Session> =>
  new OpenVidu(url, secret).createSession();

export const newToken = async (session: Session): Promise<string> => (await session.createConnection()).token;

/** Connection ids that are joined. */
export async function joinedConnections(session: Session): Promise<string[]> {
  await session.fetch();
  return session.activeConnections.map(({ connectionId }) => connectionId);
}
