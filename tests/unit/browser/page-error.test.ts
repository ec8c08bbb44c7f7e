import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { openvidu2Edition } from '../../../src/participants/browser/openvidu2/openvidu2-edition.js';
import { connectError, pageError, publishError } from '../../../src/participants/browser/page-error.js';

const token = 'ws://127.0.0.1:4443?sessionId=room&token=tok_A1b2C3d4';
const { refusals } = openvidu2Edition;
const context = { participant: 3, host: '127.0.0.1:4443', token };
const socketFailed = {
  connected: false,
  failed: 'socket',
  reason: 'the signalling socket could not be opened',
} as const;

describe('connectError', () => {
  it('says why the platform refused', () => {
    const error = connectError(
      { connected: false, failed: 'refused', code: 401, reason: 'x' },
      context,
      undefined,
      refusals,
    );
    assert.equal(error.code, 'JOIN_REFUSED');
    assert.match(error.message, /127\.0\.0\.1:4443 refused participant 3: the token .* was used before.*code 401/);
  });

  it('passes on what the platform said where the code is unknown, without the token', () => {
    const reason = `Token '${token}' (tok_A1b2C3d4) is strange`;
    const error = connectError(
      { connected: false, failed: 'refused', code: 999, reason },
      context,
      undefined,
      refusals,
    );
    assert.match(error.message, /is strange/);
    assert.doesNotMatch(error.message, /tok_/);
  });

  it('tells an untrusted certificate from a deployment that is not there', () => {
    assert.equal(
      connectError(socketFailed, context, 'net::ERR_CERT_AUTHORITY_INVALID', refusals).code,
      'UNTRUSTED_CERTIFICATE',
    );
    const gone = connectError(socketFailed, context, 'net::ERR_CONNECTION_REFUSED', refusals);
    assert.equal(gone.code, 'UNREACHABLE');
    assert.match(gone.message, /ERR_CONNECTION_REFUSED/);
  });
});

describe('connectError of OpenVidu 3', () => {
  const jwt = 'eyJhbGciOiJIUzI1NiJ9.eyJpc3MiOiJBUEkifQ.c2lnbmF0dXJl';
  const livekit = { ...context, token: jwt };
  const failed = (how: 'refused' | 'media' | 'silence', reason: string) =>
    connectError({ connected: false, failed: how, reason }, livekit, undefined, {});

  it('carries no token, whole or in part', () => {
    const error = failed('refused', `bad token ${jwt} of ${jwt.split('.')[1]}`);
    assert.equal(error.code, 'JOIN_REFUSED');
    assert.doesNotMatch(error.message, /eyJ/);
  });

  it('tells media that could not be connected from a server that says nothing', () => {
    assert.match(failed('media', 'no pair').message, /accepted participant 3, but .*no pair/);
    assert.equal(failed('media', 'no pair').code, 'UNREACHABLE');
    assert.equal(failed('silence', 'no answer').code, 'TIMED_OUT');
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
