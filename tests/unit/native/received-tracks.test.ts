import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ParticipantInfo, ParticipantInfo_State, TrackInfo, TrackType } from '@livekit/protocol';
import { ReceivedTracks } from '../../../src/participants/native/livekit/received-tracks.js';
import { writeRtpHeader } from '../../../src/wire/rtp.js';

const track = (sid: string, name: string, type = TrackType.AUDIO) => new TrackInfo({ sid, name, type });
const participant = (sid: string, ...tracks: TrackInfo[]) =>
  new ParticipantInfo({ sid, identity: `of ${sid}`, tracks, state: ParticipantInfo_State.ACTIVE });
const offer = (...lines: [msid: string, ssrc: number][]) =>
  ['v=0', 's=-']
    .concat(lines.flatMap(([id, ssrc]) => ['m=audio 9 X 111', `a=msid:PA_x ${id}`, `a=ssrc:${ssrc} cname:c`]))
    .join('\r\n');

function packet(ssrc: number, sequenceNumber: number): Buffer {
  const bytes = Buffer.alloc(20);
  writeRtpHeader(bytes, { payloadType: 111, marker: false, sequenceNumber, timestamp: 0, ssrc });
  return bytes;
}

test('subscribes to the tracks of whom it is to receive from, once, and to nobody else', () => {
  const tracks = new ReceivedTracks([1, 3], () => undefined);
  const room = [
    participant('PA_1', track('TR_1', 'participant-1'), track('TR_2', 'participant-1', TrackType.VIDEO)),
    participant('PA_2', track('TR_3', 'participant-2')),
    participant('PA_9', track('TR_4', 'screen'), track('TR_5', '')),
    new ParticipantInfo({
      sid: 'PA_3',
      metadata: '{"participant":3}',
      tracks: [track('TR_6', 'camera of an own app')],
    }),
  ];
  assert.deepEqual(tracks.update(room), [
    { participantSid: 'PA_1', trackSid: 'TR_1' },
    { participantSid: 'PA_1', trackSid: 'TR_2' },
    { participantSid: 'PA_3', trackSid: 'TR_6' },
  ]);
  assert.deepEqual(tracks.update(room), []);
  assert.deepEqual([tracks.audio.length, tracks.video.length], [2, 1]);
  assert.deepEqual([tracks.publisherOf('TR_1'), tracks.publisherOf('TR_3')], [1, undefined]);
});

test('packets reach the track that the offer names for their SSRC', () => {
  const first: string[] = [];
  const tracks = new ReceivedTracks([1, 2], (from, kind) => first.push(`${from} ${kind}`));
  tracks.update([
    participant('PA_1', track('TR_1', 'participant-1')),
    participant('PA_2', track('TR_2', 'participant-2')),
  ]);
  tracks.route(offer(['TR_1', 11], ['TR_2', 22], ['TR_unknown', 33]));
  for (const ssrc of [22, 33, 44]) tracks.onRtp(packet(ssrc, 1), 0);
  assert.deepEqual(first, ['2 audio']);
  tracks.route(offer(['TR_1', 22]));
  tracks.onRtp(packet(22, 1), 0);
  assert.deepEqual(first, ['2 audio', '1 audio'], 'a later offer gives the SSRC to another track');
});

test('where the server says which track an m-line has, that counts and not the name in the m-line', () => {
  const first: string[] = [];
  const tracks = new ReceivedTracks([1, 2], (from, kind) => first.push(`${from} ${kind}`));
  tracks.update([
    participant('PA_1', track('TR_1', 'participant-1')),
    participant('PA_2', track('TR_2', 'participant-2')),
  ]);
  const answer = offer(['TR_1', 11]).replace('m=audio 9 X 111', 'm=audio 9 X 111\r\na=mid:4');
  tracks.route(answer, { 4: 'TR_2' });
  tracks.onRtp(packet(11, 1), 0);
  assert.deepEqual(first, ['2 audio']);
});

test('what is unpublished, or whose publisher left, is not received any more', () => {
  const tracks = new ReceivedTracks([1, 2], () => undefined);
  const two = participant('PA_2', track('TR_2', 'participant-2'));
  tracks.update([participant('PA_1', track('TR_1', 'participant-1')), two]);
  tracks.update([participant('PA_1')]);
  assert.deepEqual(
    tracks.audio.map((stream) => stream.sample(0).from),
    [2],
  );
  two.state = ParticipantInfo_State.DISCONNECTED;
  tracks.update([two]);
  assert.equal(tracks.audio.length, 0);
});

test('who comes back before he was missed is received once, by his new track', () => {
  const tracks = new ReceivedTracks([1], () => undefined);
  const before = participant('PA_1', track('TR_1', 'participant-1'));
  const after = participant('PA_9', track('TR_9', 'participant-1'));
  after.identity = before.identity;
  tracks.update([before]);
  assert.deepEqual(tracks.update([after]), [{ participantSid: 'PA_9', trackSid: 'TR_9' }]);
  assert.equal(tracks.audio.length, 1);
  assert.deepEqual([tracks.publisherOf('TR_1'), tracks.publisherOf('TR_9')], [undefined, 1]);
  before.state = ParticipantInfo_State.DISCONNECTED;
  tracks.update([before]);
  assert.equal(tracks.audio.length, 1, 'the farewell to the old one does not end the new one');
});

test('in another session the counters of a stream go on', () => {
  const tracks = new ReceivedTracks([1], () => undefined);
  tracks.update([participant('PA_1', track('TR_1', 'participant-1'))]);
  tracks.route(offer(['TR_1', 11]));
  tracks.onRtp(packet(11, 1), 0);
  tracks.reset();
  assert.equal(tracks.audio.length, 0);
  assert.equal(tracks.update([participant('PA_7', track('TR_7', 'participant-1'))]).length, 1);
  tracks.route(offer(['TR_7', 77]));
  tracks.onRtp(packet(77, 900), 0);
  assert.equal(tracks.audio[0]!.sample(0).packetsReceived, 2);
});
