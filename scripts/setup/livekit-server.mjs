import { installGoCommand } from './go-command.mjs';

/** The LiveKit server that tests of OpenVidu 3 run against. Without it those tests are skipped, or fail in CI. */
export async function installLivekitServer() {
  if (process.env.LIVEKIT_SERVER_PATH) return;
  await installGoCommand({
    name: 'livekit-server',
    version: '1.13.5',
    source: 'github.com/livekit/livekit-server/cmd/server',
    what: 'the LiveKit server',
    otherwise:
      'Tests of OpenVidu 3 are skipped, or fail where CI is set; to run them, set LIVEKIT_SERVER_PATH to a livekit-server.',
  });
}
