import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { selfSignedCertificate } from '../platform/certificate.js';
import { startDeployment } from './deployment.js';
import { configFile, specFile } from './files.js';
import { inlineProject } from './run-inline.js';

describe('a deployment with a certificate that no authority vouches for', () => {
  it('is used for REST, signalling and browser alike when the configuration says so', async () => {
    const deployment = await startDeployment({ https: selfSignedCertificate() });
    const project = inlineProject('self-signed', {
      'playwright.config.ts': configFile('openvidu: { ignoreHTTPSErrors: true }'),
      'see.spec.ts': specFile(`
        test('each sees the other', async ({ openvidu, join }) => {
          const session = await openvidu.createSession();
          const browser = await join(await session.createToken(), { kind: 'browser', publish: true, video: '180p' });
          const native = await join(await session.createToken(), { kind: 'native', publish: true, video: '180p' });
          await expect([browser, native]).toHaveAllStreamsFlowing({ within: '30s' });
        });
      `),
    });
    try {
      const { exitCode, output } = await project.start([], deployment.environment).ended;
      assert.equal(exitCode, 0, output);
      assert.doesNotMatch(
        output,
        /NODE_TLS_REJECT_UNAUTHORIZED/,
        'the check is not switched off for the whole process',
      );
      assert.deepEqual(await deployment.sessions(), []);
    } finally {
      await deployment.server.close();
    }
  });
});
