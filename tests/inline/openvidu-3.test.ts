import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { RoomServiceClient } from 'livekit-server-sdk';
import { type LivekitServer, skipWithoutLivekit, startLivekitServer } from '../platform/livekit/livekit-server.js';
import { configFile, shortLoad, specFile } from './files.js';
import { inlineProject, readVerdict } from './run-inline.js';
import { assertNoSecrets } from './secrets.js';
import { soundRun } from './sound-run.js';

describe('a load test on OpenVidu 3', { skip: skipWithoutLivekit }, () => {
  let server: LivekitServer;
  before(async () => {
    server = await startLivekitServer();
  });
  after(() => server?.close());

  it('passes with the address and the credentials of the environment, tells none of them, and cleans up', async () => {
    const project = inlineProject('openvidu-3', {
      'playwright.config.ts': configFile(),
      'rooms.spec.ts': specFile(
        `loadTest('a room of 3', { topology: nToN(3), ${shortLoad}, media: { video: '180p' },
          participants: { signals: { perSecond: 4 } } });`,
      ),
    });
    const { url, apiKey, apiSecret } = server;
    const environment = {
      // As LiveKit's tools write it, and with a path that does no harm.
      OPENVIDU_URL: `${url.replace('http', 'ws')}/some/page`,
      LIVEKIT_API_KEY: apiKey,
      LIVEKIT_API_SECRET: apiSecret,
    };
    const { exitCode, output } = await soundRun(() => project.start([], environment).ended);
    assert.equal(exitCode, 0, output);
    // `eyJhbGciOi` is how a token begins.
    assertNoSecrets(project.folder, output, [apiKey, apiSecret, 'eyJhbGciOi']);

    const { run, scenarios } = readVerdict(project);
    assert.equal(run.platform.url, url);
    const [step] = scenarios[0]?.steps ?? [];
    assert.deepEqual([step?.flowingStreams, step?.expectedStreams], [12, 12]);
    const { count, p95 } = step!.metrics['signal.loss']!;
    assert.deepEqual([count, p95], [3, 0]);
    assert.deepEqual(await new RoomServiceClient(url, apiKey, apiSecret).listRooms(), []);
  });
});
