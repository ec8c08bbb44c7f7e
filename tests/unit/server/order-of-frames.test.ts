import assert from 'node:assert/strict';
import test from 'node:test';
import { closeSession } from '../../../src/server/operations/departures.js';
import { contextForTest, type FrameLog, joined } from './frame-log.js';
import { newSessionProperties } from './new-session-properties.js';

const offer = 'm=video 9\r\na=rtpmap:96 VP8/90000\r\n';
const publishing = { sdpOffer: offer, hasAudio: true, hasVideo: true, doLoopback: false };

async function threeInARoom() {
  const context = contextForTest();
  const session = context.sessions.create(newSessionProperties('room'))!;
  const log: FrameLog = [];
  const a = await joined(context, 'room', 'A', log, 'MODERATOR');
  const b = await joined(context, 'room', 'B', log);
  const c = await joined(context, 'room', 'C', log);
  return { context, session, log, a, b, c };
}

test('others learn of a newcomer before it has its answer', async () => {
  const { log } = await threeInARoom();
  assert.deepEqual(log, [
    'A result',
    'A participantJoined',
    'B result',
    'A participantJoined',
    'B participantJoined',
    'C result',
  ]);
});

test('a publisher has its answer before others learn of the stream', async () => {
  const { log, b } = await threeInARoom();
  log.length = 0;
  await b.request('publishVideo', publishing);
  await b.request('unpublishVideo');
  assert.deepEqual(log, [
    'B result',
    'A participantPublished',
    'C participantPublished',
    'A participantUnpublished unpublish',
    'C participantUnpublished unpublish',
    'B result',
  ]);
});

test('a signal arrives before its sender has the answer, with the sender when it goes to everyone', async () => {
  const { log, b, c } = await threeInARoom();
  log.length = 0;
  await b.request('sendMessage', { message: '{"to":[],"data":"x","type":"signal:x"}' });
  await b.request('sendMessage', { message: JSON.stringify({ to: [c.id], data: 'x', type: 'signal:x' }) });
  assert.deepEqual(log, ['A sendMessage', 'B sendMessage', 'C sendMessage', 'B result', 'C sendMessage', 'B result']);
});

test('a leaver has its answer after the others know', async () => {
  const { log, b } = await threeInARoom();
  log.length = 0;
  await b.request('leaveRoom');
  assert.deepEqual(log, ['A participantLeft disconnect', 'C participantLeft disconnect', 'B result']);
});

test('a moderator has its answer first; an evicted participant leaves before it is told', async () => {
  const { log, a, b } = await threeInARoom();
  const { id } = await b.request('publishVideo', publishing);
  log.length = 0;
  await a.request('forceUnpublish', { streamId: id });
  await a.request('forceDisconnect', { connectionId: b.id });
  assert.deepEqual(log, [
    'A result',
    'A participantUnpublished forceUnpublishByUser',
    'B participantUnpublished forceUnpublishByUser',
    'C participantUnpublished forceUnpublishByUser',
    'A result',
    'A participantLeft forceDisconnectByUser',
    'C participantLeft forceDisconnectByUser',
    'A participantEvicted forceDisconnectByUser',
    'C participantEvicted forceDisconnectByUser',
    'B participantEvicted forceDisconnectByUser',
  ]);
});

test('when a session closes, those later in line see the earlier ones leave', async () => {
  const { context, session, log } = await threeInARoom();
  log.length = 0;
  closeSession(context, session, 'sessionClosedByServer');
  const told = log.map((entry) => entry.replace(' sessionClosedByServer', ''));
  assert.deepEqual(told, [
    'B participantLeft',
    'C participantLeft',
    'B participantEvicted',
    'C participantEvicted',
    'A participantEvicted',
    'C participantLeft',
    'C participantEvicted',
    'B participantEvicted',
    'C participantEvicted',
  ]);
  assert.equal(context.sessions.find('room'), undefined);
});

test('the requests of one client are served one after another, pings outside of the queue', async () => {
  const { context, log, b } = await threeInARoom();
  const { begun, release } = context.media.hold();
  log.length = 0;
  const published = b.request('publishVideo', publishing);
  const echoed = b.request('echo');
  await begun;
  await b.request('ping', { interval: 5000 });
  assert.deepEqual(log, ['B result'], 'only the ping has its answer');
  release();
  assert.ok((await published).sdpAnswer);
  await echoed;
  assert.deepEqual(log, ['B result', 'B result', 'A participantPublished', 'C participantPublished', 'B result']);
});
