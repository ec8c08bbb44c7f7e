import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { defineLoadConfig, type OpenViduConfig } from '../../../config.js';
import { runEnvironment } from '../../../src/model/run-environment.js';

const url = 'https://openvidu.example.com';
const secrets = { secret: 'MY_SECRET', apiKey: 'MY_KEY', apiSecret: 'MY_API_SECRET' };
const variables = /^(OPENVIDU_|LIVEKIT_|PLAYWRIGHT_OPENVIDU_|TEST_WORKER_INDEX)/;

describe('credentials in a load configuration', () => {
  let environment: NodeJS.ProcessEnv;
  beforeEach(() => {
    environment = { ...process.env };
    for (const name of Object.keys(process.env).filter((each) => variables.test(each))) delete process.env[name];
  });
  afterEach(() => {
    process.env = environment;
  });

  const { secret, apiKey, apiSecret } = secrets;
  for (const [what, openvidu, credentials] of [
    ['of OpenVidu 2', { url, secret }, { edition: 'openvidu2', secret }],
    ['of OpenVidu 3', { url, apiKey, apiSecret }, { edition: 'openvidu3', apiKey, apiSecret }],
  ] as const)
    it(`${what} travel by environment, not in what Playwright reports`, () => {
      const config = defineLoadConfig({ openvidu });
      assert.deepEqual(JSON.parse(runEnvironment.get('credentials') ?? ''), credentials);
      assert.doesNotMatch(JSON.stringify(config), /MY_/);
    });

  it('of the environment are found', () => {
    Object.assign(process.env, { OPENVIDU_URL: url, LIVEKIT_API_KEY: apiKey, LIVEKIT_API_SECRET: apiSecret });
    assert.doesNotMatch(JSON.stringify(defineLoadConfig()), /MY_/);
    assert.deepEqual(JSON.parse(runEnvironment.get('credentials') ?? ''), { edition: 'openvidu3', apiKey, apiSecret });
  });

  it('are decided by the main process only', () => {
    process.env.TEST_WORKER_INDEX = '0';
    defineLoadConfig({ openvidu: { url, apiKey, apiSecret } });
    assert.equal(runEnvironment.get('credentials'), undefined);
  });

  it('stand in no message about mistakes', () => {
    for (const openvidu of [
      { url, edition: 4 as never, ...secrets },
      { url, apiKey },
      { url, apiSecret },
      { apiKey, apiSecret },
      { url, embedded: {}, ...secrets },
    ] satisfies OpenViduConfig[])
      assert.throws(
        () => defineLoadConfig({ openvidu, generators: 0 }),
        ({ code, message, stack }: Error & { code: string }) => {
          assert.equal(code, 'INVALID_CONFIG');
          assert.match(message, /has 2 mistakes/);
          assert.doesNotMatch(message + stack, /MY_/);
          return true;
        },
      );
  });
});

describe('what becomes of inconclusive scenarios', () => {
  it('is one of two words', () => {
    assert.throws(
      () => defineLoadConfig({ inconclusive: 'ignore' as never }),
      /inconclusive is ignore; expected 'fail' or 'warn'\./,
    );
  });
});

describe('options of live figures', () => {
  it('are refused where nothing could listen', () => {
    for (const [live, sentence] of [
      [{ prometheusPort: 0 }, 'live.prometheusPort is 0; expected a whole number from 1 to 65535.'],
      [{ prometheusPort: '9464' }, "live.prometheusPort is '9464'; expected a whole number from 1 to 65535."],
      [{ prometheusHost: '' }, "live.prometheusHost is ''; expected an address such as '127.0.0.1'."],
      [null, 'live is null; expected options such as { prometheusPort: 9464 }.'],
    ] as const)
      assert.throws(
        () => defineLoadConfig({ live: live as never }),
        ({ message }: Error) => message.endsWith(`has a mistake: ${sentence}`),
      );
  });
});

describe('options of the report', () => {
  it('are among the mistakes that are named at once', () => {
    assert.throws(
      () => defineLoadConfig({ inconclusive: 'ignore' as never, report: { junit: true as never, live: {} } as never }),
      /has 3 mistakes: .*report\.live is unknown; expected folder, .* report\.junit is true; expected a path such as 'junit\.xml'\./,
    );
  });
});
