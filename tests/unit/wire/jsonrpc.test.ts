import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import {
  formatError,
  formatNotification,
  formatRequest,
  formatResult,
  parseJsonRpc,
} from '../../../src/wire/jsonrpc.js';

describe('JSON-RPC frames', () => {
  it('takes 0 for an id', () => {
    assert.deepEqual(parseJsonRpc('{"jsonrpc":"2.0","method":"ping","params":{"interval":5000},"id":0}'), {
      type: 'request',
      id: 0,
      method: 'ping',
      params: { interval: 5000 },
    });
    assert.deepEqual(parseJsonRpc('{"id":0,"result":{"value":"pong"},"jsonrpc":"2.0"}'), {
      type: 'result',
      id: 0,
      result: { value: 'pong' },
    });
  });

  it('reads a request without parameters, as later pings are', () => {
    assert.deepEqual(parseJsonRpc(formatRequest(7, 'ping')), { type: 'request', id: 7, method: 'ping', params: {} });
  });

  it('takes a null result for a result', () => {
    assert.deepEqual(parseJsonRpc('{"jsonrpc":"2.0","id":3,"result":null}'), { type: 'result', id: 3, result: null });
  });

  it('reads errors, also poor ones', () => {
    const error = { code: 401, message: 'Token invalid. Code: 401' };
    assert.deepEqual(parseJsonRpc(formatError(4, error)), { type: 'error', id: 4, error });
    assert.deepEqual(parseJsonRpc('{"jsonrpc":"2.0","id":4,"error":{}}'), {
      type: 'error',
      id: 4,
      error: { code: -1, message: '' },
    });
  });

  it('reads what it writes', () => {
    const params = fc.dictionary(fc.string(), fc.jsonValue(), { noNullPrototype: true });
    fc.assert(
      fc.property(fc.nat(), fc.string(), params, (id, method, values) => {
        // JSON has no negative zero.
        const plain = JSON.parse(JSON.stringify(values));
        assert.deepEqual(parseJsonRpc(formatRequest(id, method, plain)), {
          type: 'request',
          id,
          method,
          params: plain,
        });
        assert.deepEqual(parseJsonRpc(formatNotification(method, plain)), {
          type: 'notification',
          method,
          params: plain,
        });
        assert.deepEqual(parseJsonRpc(formatResult(id, plain)), { type: 'result', id, result: plain });
      }),
    );
  });

  it('gives nothing for frames that are not JSON-RPC 2.0', () => {
    const frames = [
      '',
      'ping',
      'null',
      '[]',
      '{"method":"ping","id":1}',
      '{"jsonrpc":"1.0","method":"ping","id":1}',
      '{"jsonrpc":"2.0","method":"ping","id":"1"}',
      '{"jsonrpc":"2.0","method":"ping","id":1.5}',
      '{"jsonrpc":"2.0","method":"ping","params":[1],"id":1}',
      '{"jsonrpc":"2.0","id":1}',
      '{"jsonrpc":"2.0","result":{}}',
    ];
    for (const frame of frames) assert.equal(parseJsonRpc(frame), undefined, frame);
  });

  it('never throws', () => {
    fc.assert(fc.property(fc.json(), (text) => void parseJsonRpc(text)));
    fc.assert(fc.property(fc.string(), (text) => void parseJsonRpc(text)));
  });
});
