import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import { formatClientData, participantIndexOf } from '../../../src/model/client-data.js';
import { toIceServers } from '../../../src/participants/native/peer/ice-servers.js';
import { RemotePublishers } from '../../../src/participants/native/signalling/remote-publishers.js';
import { RpcError } from '../../../src/participants/native/signalling/rpc-error.js';
import { parseToken } from '../../../src/participants/native/signalling/token.js';

test('a token tells where signalling is, whatever its path and extras', () => {
  assert.deepEqual(parseToken('wss://media.example.com:4443?sessionId=ses_A&token=tok_B'), {
    socketUrl: 'wss://media.example.com:4443/openvidu?sessionId=ses_A',
    sessionId: 'ses_A',
    origin: 'wss://media.example.com:4443',
    loopback: false,
  });
  assert.equal(
    parseToken('wss://h/deep/path?sessionId=ses_A&token=t&edition=pro').socketUrl,
    'wss://h/openvidu?sessionId=ses_A',
  );
  for (const host of ['localhost', '127.0.0.1', '127.1.2.3', '[::1]'])
    assert.equal(parseToken(`ws://${host}:1?sessionId=s&token=t`).loopback, true, host);
  assert.equal(parseToken('ws://127.example.com?sessionId=s&token=t').loopback, false);
});

for (const wrong of ['', 'tok_SECRETSECRET', 'https://host?sessionId=s&token=tok_SECRET', 'ws://host?token=tok_SECRET'])
  test(`no token: ${JSON.stringify(wrong)} is refused without being shown`, () => {
    assert.throws(
      () => parseToken(wrong),
      (thrown: Error & { code: string }) => {
        assert.equal(thrown.code, 'JOIN_REFUSED');
        assert.match(thrown.message, /createToken/);
        assert.doesNotMatch(thrown.message, /SECRET/);
        return true;
      },
    );
  });

test("a server's words lose their tokens before they are shown", () => {
  const { message } = new RpcError(401, 'Token ws://h?sessionId=s&token=tok_SECRET1 or tok_SECRET2 is not valid');
  assert.equal(message, 'Token <token> or <token> is not valid');
});

test('client data is read with and without server data, and from nobody else', () => {
  assert.equal(participantIndexOf(formatClientData({ participant: 4 })), 4);
  assert.equal(participantIndexOf('{"participant":0}%/%anything'), 0);
  // A user's own app has client data of its own; its token says who it is.
  for (const metadata of ['{"participant":1}', 'Alice%/%{"participant":1}', '%/%{"participant":1}'])
    assert.equal(participantIndexOf(metadata), 1, metadata);
  for (const other of [
    '',
    'Alice',
    '{"clientData":"Alice"}',
    '{"participant":"4"}',
    '[]',
    'null',
    '{"participant":-1}',
  ])
    assert.equal(participantIndexOf(other), undefined, other);
});

test('ICE servers are translated; URLs of another kind are left out', () => {
  assert.deepEqual(
    toIceServers([
      { url: 'stun:stun.example.com' },
      { url: 'turn:10.0.0.1:3479', username: 'u', credential: 'p:@' },
      { url: 'turn:turn.example.com?transport=tcp', username: 'u', credential: 'p' },
      { url: 'turns:[2001:db8::1]:443', username: 'u', credential: 'p' },
      { url: 'http://example.com' },
    ]),
    [
      { hostname: 'stun.example.com', port: 3478 },
      { hostname: '10.0.0.1', port: 3479, username: 'u', password: 'p:@', relayType: 'TurnUdp' },
      { hostname: 'turn.example.com', port: 3478, username: 'u', password: 'p', relayType: 'TurnTcp' },
      { hostname: '2001:db8::1', port: 443, username: 'u', password: 'p', relayType: 'TurnTls' },
    ],
  );
});

let heard: string[];
let remote: RemotePublishers;

beforeEach(() => {
  heard = [];
  remote = new RemotePublishers({
    onPublished: ({ from, streamId }) => heard.push(`+${from} ${streamId}`),
    onUnpublished: ({ from, streamId }) => heard.push(`-${from} ${streamId}`),
  });
});

const joined = (id: string, participant: number) => ({ id, createdAt: 0, metadata: formatClientData({ participant }) });
const published = (id: string) => ({ id, createdAt: 0, hasAudio: true, hasVideo: true });

test('publishers who were there, and who come later, are told once', () => {
  remote.addAll([{ ...joined('con_A', 1), streams: [published('str_A')] }, joined('con_B', 2)]);
  remote.onNotification('participantPublished', { id: 'con_A', streams: [published('str_A')] });
  remote.onNotification('participantPublished', { id: 'con_B', streams: [published('str_B')] });
  remote.onNotification('participantJoined', joined('con_C', 3));
  remote.onNotification('participantPublished', { id: 'con_C', streams: [published('str_C')] });
  assert.deepEqual(heard, ['+1 str_A', '+2 str_B', '+3 str_C']);
});

test('unpublishing, leaving and eviction end a stream once; publishing again is another stream', () => {
  remote.addAll([{ ...joined('con_A', 1), streams: [published('str_A')] }]);
  remote.onNotification('participantUnpublished', { connectionId: 'con_A', reason: 'unpublish' });
  remote.onNotification('participantPublished', { id: 'con_A', streams: [published('str_A2')] });
  remote.onNotification('participantLeft', { connectionId: 'con_A', reason: 'disconnect' });
  remote.onNotification('participantEvicted', { connectionId: 'con_A', reason: 'forceDisconnectByServer' });
  remote.onNotification('participantPublished', { id: 'con_A', streams: [published('str_A3')] });
  assert.deepEqual(heard, ['+1 str_A', '-1 str_A', '+1 str_A2', '-1 str_A2']);
});

test('participants that are not ours are left alone', () => {
  remote.addAll([{ id: 'con_X', createdAt: 0, metadata: 'Alice', streams: [published('str_X')] }]);
  remote.onNotification('participantPublished', { id: 'con_unknown', streams: [published('str_Y')] });
  remote.onNotification('streamPropertyChanged', { connectionId: 'con_X' });
  assert.deepEqual(heard, []);
});
