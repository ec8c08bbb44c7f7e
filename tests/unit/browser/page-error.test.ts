import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { connectError, pageError, publishError } from '../../../src/participants/browser/page-error.js';

const token = 'ws://127.0.0.1:4443?sessionId=room&token=tok_A1b2C3d4';
const context = { participant: 3, host: '127.0.0.1:4443', token };
const socketFailed = {
  connected: false,
  reason: 'the signalling socket could not be opened',
  socketFailed: true,
} as const;

describe('connectError', () => {
  it('says why the platform refused', () => {
    const error = connectError({ connected: false, code: 401, reason: 'x', socketFailed: false }, context, undefined);
    assert.equal(error.code, 'JOIN_REFUSED');
    assert.match(error.message, /127\.0\.0\.1:4443 refused participant 3: the token .* was used before.*code 401/);
  });

  it('passes on what the platform said where the code is unknown, without the token', () => {
    const reason = `Token '${token}' (tok_A1b2C3d4) is strange`;
    const error = connectError({ connected: false, code: 999, reason, socketFailed: false }, context, undefined);
    assert.match(error.message, /is strange/);
    assert.doesNotMatch(error.message, /tok_/);
  });

  it('tells an untrusted certificate from a deployment that is not there', () => {
    assert.equal(connectError(socketFailed, context, 'net::ERR_CERT_AUTHORITY_INVALID').code, 'UNTRUSTED_CERTIFICATE');
    const gone = connectError(socketFailed, context, 'net::ERR_CONNECTION_REFUSED');
    assert.equal(gone.code, 'UNREACHABLE');
    assert.match(gone.message, /ERR_CONNECTION_REFUSED/);
  });
});

describe('publishError and pageError', () => {
  it('carry no token', () => {
    assert.doesNotMatch(publishError(`no media for ${token}`, context).message, /tok_/);
    assert.doesNotMatch(pageError(new Error(`evaluate: ${token}`), context, undefined).message, /tok_/);
  });

  it('name what killed the page', () => {
    const error = pageError(new Error('Target closed'), context, 'its page crashed');
    assert.equal(error.code, 'BROWSER_CRASHED');
    assert.match(error.message, /its page crashed/);
  });
});
