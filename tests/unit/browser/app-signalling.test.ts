import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';
import {
  LeaveRequest,
  ParticipantInfo,
  ParticipantUpdate,
  SessionDescription,
  SignalResponse,
  TrackInfo,
} from '@livekit/protocol';
import type { SignallingListener } from '../../../src/participants/browser/app/app-signalling.js';
import { LivekitSignalling } from '../../../src/participants/browser/app/livekit-signalling.js';
import { nameReports } from '../../../src/participants/browser/app/name-reports.js';
import { OpenVidu2Signalling } from '../../../src/participants/browser/app/openvidu2-signalling.js';

let heard: string[];
beforeEach(() => {
  heard = [];
});
const listener: SignallingListener = {
  onJoined: (connectionId) => heard.push(`joined ${connectionId}`),
  onRefused: (reason) => heard.push(`refused ${reason}`),
  onRemoved: (reason) => heard.push(`removed ${reason}`),
};
const sdp = (iceUfrag: string) => `v=0\r\nm=audio 9 X 111\r\na=ice-ufrag:${iceUfrag}\r\na=ice-pwd:secret\r\n`;

describe('the signalling of an app of OpenVidu 2', () => {
  const call = (id: number, method: string, params: object) => JSON.stringify({ jsonrpc: '2.0', id, method, params });
  const notice = (method: string, params: object) => JSON.stringify({ jsonrpc: '2.0', method, params });
  const answer = (id: number, result: object) => JSON.stringify({ jsonrpc: '2.0', id, result });

  /** Has joined as con_me, with participant 1 and a person in the session. */
  const joined = () => {
    const signalling = new OpenVidu2Signalling(listener);
    signalling.onSent(call(3, 'joinRoom', { token: 'tok_1' }), 10);
    signalling.onReceived(answer(2, { id: 'con_other', value: [] }));
    const others = [
      { id: 'con_1', metadata: '{"participant":1}' },
      { id: 'con_p', metadata: '{"name":"Ada"}' },
    ];
    signalling.onReceived(answer(3, { id: 'con_me', metadata: '', value: others }));
    return signalling;
  };

  it('tells that the app was let in, refused, or put out', () => {
    joined().onReceived(notice('participantEvicted', { connectionId: 'con_1', reason: 'x' }));
    joined().onReceived(notice('participantEvicted', { connectionId: 'con_me', reason: 'forceDisconnectByServer' }));
    const refused = new OpenVidu2Signalling(listener);
    refused.onSent(call(0, 'joinRoom', { token: 'tok_1' }), 10);
    refused.onReceived(JSON.stringify({ id: 0, error: { code: 401, message: 'token not valid' } }));
    assert.deepEqual(heard, [
      'joined con_me',
      'joined con_me',
      'removed forceDisconnectByServer',
      'refused token not valid',
    ]);
  });

  it('tells whom a peer connection receives, in either way of negotiation, and after a repair', () => {
    const signalling = joined();
    signalling.onReceived(notice('participantJoined', { id: 'con_2', metadata: 'Bob%/%{"participant":2}' }));
    signalling.onSent(call(4, 'receiveVideoFrom', { sender: 'str_CAM_a_con_1', sdpOffer: sdp('one') }), 100);
    signalling.onSent(call(5, 'receiveVideoFrom', { sender: 'str_CAM_b_con_2', sdpAnswer: sdp('two') }), 200);
    signalling.onSent(call(6, 'receiveVideoFrom', { sender: 'str_CAM_c_con_p', sdpOffer: sdp('person') }), 300);
    signalling.onSent(call(7, 'reconnectStream', { stream: 'str_CAM_a_con_1', sdpString: sdp('again') }), 400);
    assert.deepEqual(
      ['one', 'two', 'person', 'again', 'unknown'].map((iceUfrag) => signalling.nameOf({ iceUfrag })),
      [
        { from: 1, subscribedAt: 100 },
        { from: 2, subscribedAt: 200 },
        undefined,
        { from: 1, subscribedAt: 100 },
        undefined,
      ],
    );
    assert.equal(signalling.nameOf({}), undefined);
  });

  it('is not troubled by what it does not know', () => {
    const signalling = joined();
    for (const frame of ['', 'null', '[]', '{"id":3}', '{"method":"participantJoined"}', Buffer.from([0xff, 0])])
      signalling.onReceived(frame);
    assert.deepEqual(heard, ['joined con_me']);
  });
});

describe('the signalling of an app of OpenVidu 3', () => {
  const frame = (message: SignalResponse['message']) => Buffer.from(new SignalResponse({ message }).toBinary());

  it('tells whose track is received, by its name or by the metadata of its publisher', () => {
    const signalling = new LivekitSignalling(listener);
    const tracks = (...names: [sid: string, name: string][]) =>
      names.map(([sid, name]) => new TrackInfo({ sid, name }));
    const participants = [
      new ParticipantInfo({ sid: 'PA_1', tracks: tracks(['TR_1', 'participant-1']) }),
      new ParticipantInfo({ sid: 'PA_2', metadata: '{"participant":2}', tracks: tracks(['TR_2', 'camera']) }),
      new ParticipantInfo({ sid: 'PA_p', metadata: 'Ada', tracks: tracks(['TR_p', 'camera']) }),
    ];
    const update = frame({ case: 'update', value: new ParticipantUpdate({ participants }) });
    signalling.onReceived(update, 50);
    signalling.onReceived(update, 90);
    signalling.onReceived('text', 90);
    signalling.onReceived(Buffer.from([0xff]), 90);
    assert.deepEqual(
      ['TR_1', 'TR_2', 'TR_p'].map((trackId) => signalling.nameOf({ trackId })),
      [{ from: 1, subscribedAt: 50 }, { from: 2, subscribedAt: 50 }, undefined],
    );
    const answer = (midToTrackId: Record<string, string>) =>
      frame({ case: 'answer', value: new SessionDescription({ midToTrackId }) });
    signalling.onReceived(answer({ '0': 'TR_1' }), 95);
    signalling.onReceived(answer({}), 96);
    assert.deepEqual(signalling.nameOf({ trackId: 'made by the page', mid: '0' }), { from: 1, subscribedAt: 50 });
    signalling.onReceived(frame({ case: 'leave', value: new LeaveRequest({ reason: 5 }) }), 100);
    assert.deepEqual(heard, ['removed ROOM_DELETED']);
  });
});

describe('the statistics of an app', () => {
  it('are named by its signalling, stream by stream', () => {
    const stat = (type: string, id: string, more: object = {}) => ({
      type,
      id,
      timestamp: 1,
      kind: 'video' as const,
      ...more,
    });
    const one = stat('inbound-rtp', 'i1', { trackIdentifier: 'TR_1' });
    const two = stat('inbound-rtp', 'i2', { trackIdentifier: 'TR_x' });
    const sent = stat('outbound-rtp', 'o');
    const reports = [{ peer: 1, iceUfrag: 'u', stats: [one, sent, two] }];
    const firstMedia = [{ peer: 1, trackId: 'TR_1', kind: 'video' as const, at: 5 }];
    const name = { from: 1, subscribedAt: 2 };
    const named = nameReports({ type: 'stats', reports, firstMedia }, ({ iceUfrag, trackId }) =>
      iceUfrag === 'u' && trackId === 'TR_1' ? name : undefined,
    );
    assert.deepEqual(named.reports, [
      { peer: 1, name: { publishes: true }, stats: [sent] },
      { peer: 1, name, stats: [one, sent] },
      { peer: 1, stats: [two, sent] },
    ]);
    assert.deepEqual(named.firstMedia, [{ ...firstMedia[0], name }]);
  });
});
