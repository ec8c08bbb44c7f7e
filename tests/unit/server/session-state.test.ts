import assert from 'node:assert/strict';
import test from 'node:test';
import type { ConnectionProperties } from '../../../src/server/sessions/connection.js';
import { newStreamId } from '../../../src/server/sessions/ids.js';
import { metadataOf, participantOf } from '../../../src/server/sessions/metadata.js';
import { SessionStore } from '../../../src/server/sessions/session-store.js';
import { newSessionProperties } from './new-session-properties.js';

const details = { clientData: '', platform: 'Test', ip: '127.0.0.1' };
const properties = (data = ''): ConnectionProperties => ({
  data,
  record: true,
  role: 'PUBLISHER',
  kurentoOptions: null,
  customIceServers: [],
});

function storeWithSession() {
  let now = 1000;
  const store = new SessionStore(() => now);
  const session = store.create(newSessionProperties())!;
  return { store, session, wait: (ms: number) => (now += ms) };
}

test('ids and tokens have the shapes of a real server', () => {
  const { store, session } = storeWithSession();
  const { id, token } = store.createConnection(session, properties(), 'wss://host:4443');
  assert.match(session.id, /^ses_[A-Z][A-Za-z0-9]{9}$/);
  assert.match(id, /^con_[A-Z][A-Za-z0-9]{9}$/);
  assert.match(token, new RegExp(`^wss://host:4443\\?sessionId=${session.id}&token=tok_[A-Z][A-Za-z0-9]{15}$`));
  assert.match(newStreamId(id, 'CAMERA'), new RegExp(`^str_CAM_[A-Z][A-Za-z0-9]{3}_${id}$`));
  assert.match(newStreamId(id, undefined), /^str_MIC_/);
});

test('a custom session id is the id, once', () => {
  const { store } = storeWithSession();
  assert.equal(store.create(newSessionProperties('room'))?.id, 'room');
  assert.equal(store.create(newSessionProperties('room')), undefined);
});

test('server data may name the connection, unless the name is taken', () => {
  const { store, session } = storeWithSession();
  const data = '{"openviduCustomConnectionId":"te-acher 1"}';
  assert.equal(store.createConnection(session, properties(data), 'ws://h').id, 'con_teacher1');
  assert.notEqual(store.createConnection(session, properties(data), 'ws://h').id, 'con_teacher1');
});

test('a token turns a pending connection into an active one, once', () => {
  const { store, session, wait } = storeWithSession();
  const pending = store.createConnection(session, properties(), 'ws://h');
  wait(500);
  const active = session.join(pending.token, details, 1500);
  assert.equal(active?.id, pending.id);
  assert.deepEqual([active?.createdAt, active?.activeAt, active?.status], [1000, 1500, 'active']);
  assert.equal(session.pendingConnections.length, 0);
  assert.equal(session.join(pending.token, details, 1500), undefined);
  assert.equal(session.join('', details, 1500), undefined);
});

test('only old sessions that nobody joined are garbage', () => {
  const { store, session, wait } = storeWithSession();
  const joined = store.create(newSessionProperties('joined'))!;
  joined.join(store.createConnection(joined, properties(), 'ws://h').token, details, 1000);
  wait(3000);
  const young = store.create(newSessionProperties('young'))!;
  store.collectGarbage(3000);
  assert.ok(store.find(session.id), 'exactly as old as the limit');
  wait(1);
  store.collectGarbage(3000);
  assert.deepEqual(store.all, [joined, young]);
});

test('metadata joins client and server data; a participant index is read from client data only', () => {
  const { store, session } = storeWithSession();
  const join = (clientData: string, data = '') =>
    session.join(store.createConnection(session, properties(data), 'ws://h').token, { ...details, clientData }, 0)!;
  assert.equal(metadataOf(join('')), '');
  assert.equal(metadataOf(join('client')), 'client');
  assert.equal(metadataOf(join('', 'server')), 'server');
  assert.equal(metadataOf(join('client', 'server')), 'client%/%server');
  assert.deepEqual(participantOf(join('{"participant":7,"name":"x"}')), { participant: 7 });
  for (const clientData of ['', 'text', '{"participant":"7"}', '{"participant":-1}', '7', 'null']) {
    assert.deepEqual(participantOf(join(clientData)), {}, clientData);
    assert.deepEqual(participantOf(join(clientData, '{"participant":3}')), { participant: 3 }, clientData);
  }
});
