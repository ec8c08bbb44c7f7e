import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { type AccessInput, resolveAccess } from '../../../src/model/access.js';
import type { Credentials } from '../../../src/model/edition.js';

const two = (secret: string): Credentials => ({ edition: 'openvidu2', secret });
const three = (apiKey: string, apiSecret: string): Credentials => ({ edition: 'openvidu3', apiKey, apiSecret });
const keys = { LIVEKIT_API_KEY: 'env-key', LIVEKIT_API_SECRET: 'env-api-secret' };
const secret = { OPENVIDU_SECRET: 'env-secret' };

describe('access to a deployment', () => {
  const accepted: [what: string, input: AccessInput, environment: Record<string, string>, expected: Credentials][] = [
    ['a secret', { secret: 's' }, {}, two('s')],
    ['a key and its secret', { apiKey: 'k', apiSecret: 'a' }, {}, three('k', 'a')],
    ['the secret of the environment', {}, secret, two('env-secret')],
    ['the key of the environment', {}, keys, three('env-key', 'env-api-secret')],
    ['half of each', { apiKey: 'k' }, keys, three('k', 'env-api-secret')],
    ['the other half of each', { apiSecret: 'a' }, keys, three('env-key', 'a')],
    ['a secret rather than the environment', { secret: 's' }, { ...keys, ...secret }, two('s')],
    ['a key rather than the environment', { apiKey: 'k', apiSecret: 'a' }, { ...keys, ...secret }, three('k', 'a')],
    ['an environment that has both', {}, { ...keys, ...secret }, two('env-secret')],
    ['both, with the edition 3', { edition: 3 }, { ...keys, ...secret }, three('env-key', 'env-api-secret')],
    ['both, with the edition 2', { edition: 2, apiKey: 'k', apiSecret: 'a' }, secret, two('env-secret')],
    ['both given', { secret: 's', apiKey: 'k', apiSecret: 'a' }, {}, three('k', 'a')],
    ['empty variables as if unset', {}, { ...keys, OPENVIDU_SECRET: '' }, three('env-key', 'env-api-secret')],
  ];
  for (const [what, input, environment, credentials] of accepted)
    it(`takes ${what}`, () => {
      assert.deepEqual(resolveAccess(input, true, environment), { credentials, mistakes: [] });
    });

  const refused: [what: string, input: AccessInput, environment: Record<string, string>, message: RegExp][] = [
    ['no credentials', {}, {}, /^openvidu\.url is set without credentials; .*OPENVIDU_SECRET.*LIVEKIT_API_KEY/],
    ['empty variables', {}, { OPENVIDU_SECRET: '', LIVEKIT_API_KEY: '' }, /without credentials/],
    ['the edition 2 with a key only', { edition: 2 }, keys, /without credentials; set OPENVIDU_SECRET/],
    ['the edition 3 with a secret only', { edition: 3 }, secret, /set LIVEKIT_API_KEY and LIVEKIT_API_SECRET\.$/],
    ['a key without its secret', { apiKey: 'key-1234' }, {}, /set LIVEKIT_API_SECRET\.$/],
    ['a secret without its key', { apiSecret: 'api-secret-1234' }, {}, /set LIVEKIT_API_KEY\.$/],
    ['an empty key', { edition: 3, apiKey: '' }, keys, /set LIVEKIT_API_KEY\.$/],
    ['an unknown edition', { edition: 4 as never, secret: 'secret-1234' }, {}, /edition is 4; expected 2 or 3/],
    ['an edition in words', { edition: '3' as never, secret: 'secret-1234' }, {}, /edition is 3; expected 2 or 3/],
  ];
  for (const [what, input, environment, message] of refused)
    it(`refuses ${what}`, () => {
      const { credentials, mistakes } = resolveAccess(input, true, environment);
      assert.equal(credentials, undefined);
      assert.equal(mistakes.length, 1);
      assert.match(mistakes[0]!, message);
      assert.doesNotMatch(mistakes[0]!, /env-|1234/, 'no secret in the message');
    });
});

describe('access to the embedded server', () => {
  it('needs no credentials', () => {
    assert.deepEqual(resolveAccess({}, false, {}), { mistakes: [] });
  });

  it('takes the secret that it shall have', () => {
    assert.deepEqual(resolveAccess({ secret: 's' }, false, secret), { credentials: two('s'), mistakes: [] });
    assert.deepEqual(resolveAccess({}, false, secret), { credentials: two('env-secret'), mistakes: [] });
  });

  it('cares for no key of the environment, which may be there for another purpose', () => {
    assert.deepEqual(resolveAccess({}, false, keys), { mistakes: [] });
  });

  it('is not of OpenVidu 3', () => {
    for (const input of [{ edition: 3 }, { apiKey: 'key-1234', apiSecret: 'api-secret-1234' }] as const) {
      const { credentials, mistakes } = resolveAccess(input, false, keys);
      assert.equal(credentials, undefined);
      assert.match(mistakes.join(), /^OpenVidu 3 has no embedded server; set openvidu\.url or OPENVIDU_URL/);
      assert.doesNotMatch(mistakes.join(), /env-|1234/);
    }
  });
});
