import assert from 'node:assert/strict';
import test from 'node:test';
import { LoadError } from '../../../src/model/errors.js';
import { resolveServerOptions } from '../../../src/server/server-options.js';

test('defaults are harmless: loopback, any port, a random secret, no faults', () => {
  const one = resolveServerOptions({});
  const two = resolveServerOptions({});
  assert.deepEqual(
    { ...one, secret: '' },
    { port: 0, bindAddress: '127.0.0.1', secret: '', mediaServer: 'kurento', faults: { seed: 1 } },
  );
  assert.ok(one.secret.length >= 32);
  assert.notEqual(one.secret, two.secret);
});

test('every mistake is named at once, and no secret with it', () => {
  const wrong = {
    port: 70_000,
    bindAddress: 'localhost',
    secret: '',
    mediaServer: 'janus',
    faults: { x: 1 },
    tls: true,
  };
  assert.throws(
    () => resolveServerOptions(wrong as never),
    (thrown) => {
      assert.ok(thrown instanceof LoadError && thrown.code === 'INVALID_CONFIG');
      for (const word of ['port', 'bindAddress', 'secret', 'mediaServer', 'faults', 'tls'])
        assert.match(thrown.message, new RegExp(word));
      return true;
    },
  );
});
