import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer as createHttpServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, describe, it } from 'node:test';
import { freePort } from '../free-port.js';
import { selfSignedCertificate } from '../platform/certificate.js';
import { type Deployment, startDeployment } from './deployment.js';
import { configFile, shortLoad, specFile } from './files.js';
import { waitForNone } from './processes.js';
import { inlineProject } from './run-inline.js';
import { assertNoSecrets } from './secrets.js';

/** A bound against hanging, not a claim of speed: starting the runner alone takes 10 s on a busy machine. */
const limitSeconds = 60;

const room = specFile(`loadTest('a room of 2', { topology: nToN(2), ${shortLoad}, media: { video: '180p' } });`);
const capacityOf = (input: string) => specFile(`loadTest('a room', { topology: nToN(2), ${shortLoad}, ${input} });`);

interface Case {
  readonly what: string;
  readonly spec?: string;
  readonly config?: string;
  readonly args?: string[];
  readonly environment?: () => Record<string, string>;
  readonly says: RegExp[];
}

async function expectRefusal({
  what,
  spec = room,
  config = configFile(),
  args = [],
  environment = () => ({}),
  says,
}: Case): Promise<void> {
  const project = inlineProject(`bad-${what.replaceAll(/\W+/g, '-')}`, {
    'playwright.config.ts': config,
    'room.spec.ts': spec,
  });
  const variables = environment();
  const run = project.start(args, variables);
  const { exitCode, output, seconds } = await run.ended;
  assert.equal(exitCode, 1, output);
  // Sentences are wrapped to the width of a terminal.
  const text = output.replaceAll(/\s+/g, ' ');
  for (const pattern of says) assert.match(text, pattern);
  const secrets = Object.entries(variables).flatMap(([name, value]) => (/SECRET|KEY/.test(name) ? [value] : []));
  assertNoSecrets(project.folder, output, [...secrets, 'Bearer']);
  assert.ok(seconds < limitSeconds, `${seconds} s`);
  assert.deepEqual(await waitForNone(run.marker), []);
}

describe('bad input ends the run with one clear sentence', () => {
  let deployment: Deployment;
  let selfSigned: Deployment;
  let refusing: Server;
  let unusedPort = 0;
  before(async () => {
    deployment = await startDeployment();
    selfSigned = await startDeployment({ https: selfSignedCertificate() });
    unusedPort = await freePort();
    // As LiveKit does, it repeats the token that it refuses.
    refusing = createHttpServer(({ headers }, response) =>
      response.writeHead(401).end(`invalid token: ${headers.authorization}`),
    ).listen(0, '127.0.0.1');
    await once(refusing, 'listening');
  });
  after(async () => {
    await deployment.server.close();
    await selfSigned.server.close();
    refusing.close();
  });

  const cases: Case[] = [
    {
      what: 'a wrong secret',
      environment: () => ({ OPENVIDU_URL: deployment.server.url, OPENVIDU_SECRET: 'not-it' }),
      says: [/secret/i, /http:\/\/127\.0\.0\.1:\d+/],
    },
    {
      what: 'an unreachable URL',
      environment: () => ({ OPENVIDU_URL: `http://127.0.0.1:${unusedPort}`, OPENVIDU_SECRET: 'any-secret' }),
      says: [/127\.0\.0\.1:\d+/, /refuses connections/],
    },
    {
      what: 'a URL without scheme',
      environment: () => ({ OPENVIDU_URL: 'localhost:4443', OPENVIDU_SECRET: 'any-secret' }),
      says: [/localhost:4443/, /https?:\/\//],
    },
    {
      what: 'a URL without secret',
      environment: () => ({ OPENVIDU_URL: deployment.server.url }),
      says: [/OPENVIDU_SECRET/],
    },
    {
      what: 'wrong credentials of OpenVidu 3',
      environment: () => ({
        OPENVIDU_URL: `ws://127.0.0.1:${(refusing.address() as AddressInfo).port}`,
        LIVEKIT_API_KEY: 'a-wrong-key',
        LIVEKIT_API_SECRET: 'a-wrong-api-secret',
      }),
      says: [/http:\/\/127\.0\.0\.1:\d+ answered 401/, /LIVEKIT_API_KEY and LIVEKIT_API_SECRET/],
    },
    {
      what: 'an API key without its secret',
      environment: () => ({ OPENVIDU_URL: deployment.server.url, LIVEKIT_API_KEY: 'some-key' }),
      says: [/set LIVEKIT_API_SECRET\./],
    },
    {
      what: 'an OpenVidu 2 taken for 3',
      environment: () => ({
        OPENVIDU_URL: deployment.server.url,
        LIVEKIT_API_KEY: 'some-key',
        LIVEKIT_API_SECRET: 'some-api-secret',
      }),
      says: [/no OpenVidu 3 deployment/, /set OPENVIDU_SECRET/],
    },
    {
      what: 'an embedded OpenVidu 3',
      config: configFile('openvidu: { edition: 3 }'),
      says: [/no embedded server; set openvidu\.url or OPENVIDU_URL/],
    },
    {
      what: 'an untrusted certificate',
      environment: () => selfSigned.environment,
      says: [/certificate/i, /ignoreHTTPSErrors/],
    },
    {
      what: 'no Chromium',
      spec: capacityOf('participants: { browser: 1 }'),
      environment: () => ({ CHROMIUM_PATH: '/nowhere/chromium' }),
      says: [/CHROMIUM_PATH \(\/nowhere\/chromium\)/],
    },
    {
      what: 'an unknown metric',
      spec: capacityOf(`thresholds: { 'video.fps': ['p5 > 1'] } as never`),
      says: [/video\.fps/, /video\.framesPerSecond/],
    },
    {
      what: 'an unknown aggregate',
      spec: capacityOf(`thresholds: { joinTime: ['p90 < 1'] } as never`),
      says: [/p90/, /p95/],
    },
    {
      what: 'an unknown topology',
      spec: specFile(`loadTest('a', { topology: { type: 'mesh' } as never, ${shortLoad} });`),
      says: [/mesh/, /n-to-n/],
    },
    {
      what: 'N to M with M = 0',
      spec: specFile(`loadTest('a', { topology: nToM({ publishers: 2, subscribers: 0 }), ${shortLoad} });`),
      says: [/subscribers/, /\b0\b/],
    },
    { what: 'the line reporter in place of ours', args: ['--reporter=line'], says: [/--add-reporter/] },
    {
      what: 'another number of workers',
      config: configFile('generators: 2'),
      args: ['--workers=1'],
      says: [/1 workers but each scenario has 2 generators/, /leave --workers out/],
    },
    {
      what: 'one generator of two',
      config: configFile('generators: 2'),
      args: ['--grep', 'generator 2'],
      says: [/only 2 would run/],
    },
    { what: 'a shuffled order', args: ['--shuffle'], says: [/--shuffle/] },
    {
      what: 'a shard that has nothing in common with the others',
      args: ['--shard=1/2'],
      says: [
        /2 shards cannot share 1 generators equally: set generators to a multiple of 2, such as 2/,
        /set OPENVIDU_RUN_ID/,
        /set OPENVIDU_RENDEZVOUS/,
        /set OPENVIDU_URL/,
      ],
    },
    {
      what: 'a serial parent',
      spec: specFile(
        `test.describe.serial('s', () => { loadTest('a room of 2', { topology: nToN(2), ${shortLoad} }); });`,
      ),
      says: [/serial/],
    },
    {
      what: 'a wrong configuration',
      config: configFile('generators: 0'),
      says: [/generators is 0; expected a whole number from 1 to 64/],
    },
  ];
  for (const one of cases) it(one.what, () => expectRefusal(one));

  it('leaves no session on the deployment', async () => {
    assert.deepEqual(await deployment.sessions(), []);
  });
});

describe('a threshold that never gets a sample', () => {
  it('fails, and says so', async () => {
    const project = inlineProject('no-sample', {
      'playwright.config.ts': configFile(),
      'room.spec.ts': capacityOf(`media: { video: '180p' }, thresholds: { 'video.jitterBufferDelay': ['p95 < 100'] }`),
    });
    const { exitCode, output } = await project.start().ended;
    assert.equal(exitCode, 1, output);
    assert.match(output, /video\.jitterBufferDelay.*(no sample|not measured|never)/i);
  });
});
