import { createOpenVidu2Platform } from '../../src/platforms/openvidu2/index.js';
import type { Platform } from '../../src/platforms/platform.js';
import { type ServerProcess, spawnServer } from '../../src/server/spawn.js';

/** A server of its own, as a real deployment would be: it outlives the run, so that what a run leaves behind can be seen. */
export interface Deployment {
  readonly server: ServerProcess;
  readonly platform: Platform;
  /** Environment that points a run at it. */
  readonly environment: Record<string, string>;
  /** Names of the sessions that are open now. */
  sessions(): Promise<string[]>;
}

export async function startDeployment(options: Parameters<typeof spawnServer>[0] = {}): Promise<Deployment> {
  const server = await spawnServer(options);
  const { url, secret } = server;
  const platform = createOpenVidu2Platform({ url, secret, ignoreHTTPSErrors: true, timeoutMs: 5_000 });
  return {
    server,
    platform,
    environment: { OPENVIDU_URL: url, OPENVIDU_SECRET: secret },
    sessions: async () => (await platform.listSessions()).map(({ name }) => name),
  };
}
