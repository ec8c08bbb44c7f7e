import assert from 'node:assert/strict';
import { afterEach, describe, it } from 'node:test';
import { SessionDescription } from '@livekit/protocol';
import { OneConnection } from '../../../src/participants/native/livekit/one-connection.js';
import { ReceivedTracks } from '../../../src/participants/native/livekit/received-tracks.js';
import type { RequestMessage } from '../../../src/participants/native/livekit/signal-socket.js';

const source = (ssrc: number) => ({ ssrc, cname: 'me', streamId: 'me' });

describe('one connection for both directions', () => {
  let connection: OneConnection;
  afterEach(() => connection.close());

  function open(channels = false) {
    const sent: RequestMessage[] = [];
    connection = new OneConnection({
      options: { iceServers: [], bindAddress: '127.0.0.1' },
      tracks: new ReceivedTracks([], () => undefined),
      send: (message) => sent.push(message),
      onPacket: () => undefined,
      onLost: () => undefined,
      ...(channels && { channels: { label: '_reliable', onMessage: () => undefined } }),
    });
    sent.push({ case: 'offer', value: connection.firstOffer() });
    const offers = () =>
      sent.flatMap(({ case: kind, value }) => (kind === 'offer' ? [value as SessionDescription] : []));
    return { offers, answer: () => connection.onAnswer(answerTo(offers().at(-1)!.sdp)) };
  }
  /** As a server takes all that is offered. */
  const answerTo = (offer: string) =>
    new SessionDescription({
      type: 'answer',
      sdp: offer
        .replaceAll('a=recvonly', 'a=taken')
        .replaceAll('a=sendonly', 'a=recvonly')
        .replaceAll('a=taken', 'a=sendonly')
        .replaceAll('a=setup:actpass', 'a=setup:active'),
    });
  const linesOf = (offer: SessionDescription | undefined) => offer!.sdp.match(/^(m=\w+|a=mid:.*)/gm)!.join(' ');

  it('makes one offer at a time, and the next with all that was asked for meanwhile', () => {
    const { offers, answer } = open();
    connection.onSectionsWanted(1, 0);
    connection.onSectionsWanted(0, 1);
    assert.deepEqual(offers().map(linesOf), ['m=audio a=mid:0 m=video a=mid:1']);
    answer();
    assert.equal(offers().length, 2);
    assert.equal(linesOf(offers()[1]), 'm=audio a=mid:0 m=video a=mid:1 m=audio a=mid:2 m=video a=mid:3');
    answer();
    assert.equal(offers().length, 2);
    assert.deepEqual(
      offers().map(({ id }) => id),
      [1, 2],
    );
  });

  it('keeps its transport and its m-lines in every offer, data channels and what it sends too', async () => {
    const { offers, answer } = open(true);
    answer();
    const media = [
      { kind: 'audio', mid: 'a', payloadType: 111, source: source(5) },
      { kind: 'video', mid: 'v', payloadType: 96, source: source(6) },
    ] as const;
    const published = connection.publish({ media, rids: ['q', 'f'] });
    const [first, second] = offers();
    assert.equal(linesOf(first), 'm=audio a=mid:0 m=video a=mid:1 m=application a=mid:2');
    assert.equal(linesOf(second), `${linesOf(first)} m=audio a=mid:a m=video a=mid:v`);
    assert.match(second!.sdp, /a=mid:a\r\na=sendonly\r\n[\s\S]*a=mid:v\r\na=sendonly\r\n[\s\S]*a=simulcast:send q;f/);
    const transport = (offer: SessionDescription) =>
      new Set(offer.sdp.match(/^a=(ice-ufrag|ice-pwd|fingerprint):.*/gm));
    assert.deepEqual(transport(second!), transport(first!));
    connection.close();
    await assert.rejects(published, { code: 'ABORTED' });
  });

  it('refuses an answer that takes nothing', () => {
    open();
    const nothing = 'v=0\r\no=- 1 1 IN IP4 0.0.0.0\r\ns=-\r\nt=0 0\r\nm=audio 0 UDP/TLS/RTP/SAVPF 111\r\na=mid:0\r\n';
    assert.throws(() => connection.onAnswer(new SessionDescription({ type: 'answer', sdp: nothing })), {
      code: 'CONNECTION_LOST',
      message: /it takes no media/,
    });
  });
});
