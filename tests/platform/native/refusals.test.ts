import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { after, afterEach, before, describe, test } from 'node:test';
import { freePort } from '../../free-port.js';
import { selfSignedCertificate } from '../certificate.js';
import { Deployment, eventually } from './deployment.js';
import { Room } from './room.js';

describe('native participants that are refused', () => {
  let deployment: Deployment;
  let room: Room;

  before(async () => {
    deployment = await Deployment.start({});
  });
  after(() => deployment.close());
  afterEach(() => room.close());

  const nobodyIsLeft = () =>
    eventually('the server has no participant', async () =>
      (await deployment.connections()) === 0 ? true : undefined,
    );

  test('a token that was used already', async () => {
    room = await Room.open(deployment, 2);
    const token = await room.token();
    const first = await room.join(0, { token });
    await assert.rejects(room.join(1, { token }), (thrown: Error & { code: string }) => {
      assert.equal(thrown.code, 'JOIN_REFUSED');
      assert.match(thrown.message, /refused to let the participant join: .*code 401.*one join/);
      assert.doesNotMatch(thrown.message, /tok_/);
      return true;
    });
    await first.participant.leave();
    await nobodyIsLeft();
  });

  test('a token that was made up, and text that is no token', async () => {
    room = await Room.open(deployment, 2);
    const token = (await room.token()).replace(/tok_\w+/, 'tok_Zzzzzzzzzzzzzzzz');
    await assert.rejects(room.join(0, { token }), { name: 'LoadError', code: 'JOIN_REFUSED' });
    await assert.rejects(room.join(0, { token: 'nothing' }), {
      code: 'JOIN_REFUSED',
      message: /not one of OpenVidu 2/,
    });
  });

  test('a role that may not publish', async () => {
    room = await Room.open(deployment, 2);
    const token = await room.token('SUBSCRIBER');
    await assert.rejects(room.join(0, { token }), {
      code: 'PUBLISH_FAILED',
      message: /could not publish.*code 401.*role/,
    });
    await nobodyIsLeft();
  });

  test('a server that takes too long; when it takes the participant after all, that one leaves at once', async () => {
    await deployment.setFaults({ joinDelayMs: 2_000 });
    room = await Room.open(deployment, 2);
    const startedAt = Date.now();
    await assert.rejects(room.join(0, { joinTimeoutMs: 500 }), {
      code: 'TIMED_OUT',
      message: /had not joined 0.5 s after/,
    });
    assert.ok(Date.now() - startedAt < 1_900);
    await eventually('the late answer is due', () => (Date.now() - startedAt > 3_000 ? true : undefined));
    assert.equal(await deployment.connections(), 0);
    await deployment.setFaults({});
  });

  test('an address where nobody listens', async () => {
    room = await Room.open(deployment, 2);
    const token = `ws://127.0.0.1:${await freePort()}?sessionId=ses_A&token=tok_B`;
    await assert.rejects(room.join(0, { token }), { code: 'UNREACHABLE', message: /cannot be reached: .*public URL/ });
  });

  test('a listener that is no OpenVidu and never answers', async () => {
    room = await Room.open(deployment, 2);
    const listener = createServer((socket) => socket.resume()).listen(0, '127.0.0.1');
    await once(listener, 'listening');
    const { port } = listener.address() as { port: number };
    const token = `ws://127.0.0.1:${port}?sessionId=ses_A&token=tok_B`;
    await assert.rejects(room.join(0, { token, joinTimeoutMs: 500 }), { name: 'LoadError' });
    listener.close();
  });

  test('a join waits for its time, and counts from it', async () => {
    room = await Room.open(deployment, 2);
    const scheduledAt = Date.now() + 1_000;
    const observed = await room.join(0, { scheduledAt });
    assert.ok(Date.now() >= scheduledAt);
    const { joinTime, startLateness } = observed.participant.times;
    assert.ok(startLateness >= 0 && startLateness < joinTime);
  });
});

test('a certificate that nobody vouches for is refused, and accepted when asked for', async () => {
  const deployment = await Deployment.start({ https: selfSignedCertificate() });
  try {
    const before = process.env.NODE_TLS_REJECT_UNAUTHORIZED;
    // For the REST calls of this test alone: the participant must say for itself what it accepts.
    process.env.NODE_TLS_REJECT_UNAUTHORIZED = '0';
    const room = await Room.open(deployment, 2);
    const [token, other] = [await room.token(), await room.token()];
    if (before === undefined) delete process.env.NODE_TLS_REJECT_UNAUTHORIZED;
    else process.env.NODE_TLS_REJECT_UNAUTHORIZED = before;
    await assert.rejects(room.join(0, { token }), { code: 'UNTRUSTED_CERTIFICATE', message: /ignoreHTTPSErrors/ });
    const observed = await room.join(1, { token: other, ignoreHTTPSErrors: true });
    assert.ok(observed.participant.connectionId.startsWith('con_'));
    await room.close();
  } finally {
    await deployment.close();
  }
});
