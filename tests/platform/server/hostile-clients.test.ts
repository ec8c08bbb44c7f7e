import assert from 'node:assert/strict';
import { once } from 'node:events';
import { connect } from 'node:net';
import test from 'node:test';
import { WebSocket } from 'ws';
import { Room } from './room.js';
import { SignallingClient } from './signalling-client.js';

/** After any of it the server serves an ordinary client. */
async function stillServes(room: Room): Promise<void> {
  const { client } = await room.join();
  await client.request('echo', {});
  client.cut();
}

test('only /openvidu is upgraded', async (t) => {
  const room = await Room.open(t);
  const base = room.server.url.replace('http', 'ws');
  for (const path of ['/', '/openvidu/', '/openvidu/info', '/openvidux', '/openvidu/api/config']) {
    const socket = new WebSocket(base + path);
    const [thrown] = await once(socket, 'error');
    assert.match(String(thrown), /404/, path);
  }
  await stillServes(room);
});

test('frames that are no JSON-RPC end the socket', async (t) => {
  const room = await Room.open(t);
  for (const frame of ['', 'hi', '[]', 'null', '{}', '{"jsonrpc":"1.0","id":1,"method":"ping"}', Buffer.from('{}')]) {
    const client = await SignallingClient.open(room.server.url);
    client.socket.send(frame);
    assert.equal((await client.closed).code, 1007, String(frame));
  }
  await stillServes(room);
});

test('a message over 50 KiB ends the socket', async (t) => {
  const room = await Room.open(t);
  const { client } = await room.join();
  await client.request('sendMessage', { message: JSON.stringify({ to: [], data: 'x'.repeat(49_000) }) });
  client.socket.send('x'.repeat(50 * 1024 + 1));
  assert.equal((await client.closed).code, 1009);
  await stillServes(room);
});

test('parameters of every wrong kind are answered', async (t) => {
  const room = await Room.open(t);
  const { client } = await room.join({ role: 'MODERATOR' });
  const methods = [
    'publishVideo',
    'prepareReceiveVideoFrom',
    'receiveVideoFrom',
    'unsubscribeFromVideo',
    'onIceCandidate',
    'sendMessage',
    'streamPropertyChanged',
    'videoData',
    'reconnectStream',
    'forceUnpublish',
    'forceDisconnect',
    'toString',
    '__proto__',
    'constructor',
  ];
  const values = [null, 7, '', [], { a: 1 }, '__proto__'];
  const keys = ['sender', 'sdpOffer', 'sdpAnswer', 'sdpString', 'stream', 'streamId', 'connectionId', 'message'];
  for (const method of methods)
    for (const value of values)
      await client.request(method, Object.fromEntries(keys.map((key) => [key, value]))).catch((thrown) => {
        assert.equal(typeof thrown.code, 'number', `${method} ${JSON.stringify(value)}: ${thrown}`);
      });
  await stillServes(room);
});

test('notifications and answers from a client are ignored', async (t) => {
  const room = await Room.open(t);
  const { client } = await room.join();
  client.socket.send('{"jsonrpc":"2.0","method":"leaveRoom","params":{}}');
  client.socket.send('{"jsonrpc":"2.0","id":1,"result":{}}');
  await client.request('echo', {});
});

test('a client that never waits for answers is cut off', async (t) => {
  const room = await Room.open(t);
  const member = await room.join();
  const { begun } = room.media.hold();
  const unanswered = assert.rejects(room.publish(member), /1008/);
  await begun;
  for (let id = 100; id < 1200; id++)
    member.client.socket.send(`{"jsonrpc":"2.0","method":"echo","params":{},"id":${id}}`);
  assert.equal((await member.client.closed).code, 1008);
  await unanswered;
  await stillServes(room);
});

test('a client that vanishes in mid-upgrade harms nobody', async (t) => {
  const room = await Room.open(t);
  const socket = connect(room.server.port, '127.0.0.1');
  socket.write(
    'GET /openvidu HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Key: !\r\n\r\n',
  );
  await once(socket, 'data');
  socket.resetAndDestroy();
  await stillServes(room);
});
