import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { LoadError } from '../../../src/model/errors.js';
import { takeCandidates } from '../../../src/wire/sdp.js';
import { openSfu } from './sfu-fixture.js';
import { TestPeer } from './test-peer.js';

function loadError(code: string, message: RegExp): (thrown: unknown) => boolean {
  return (thrown) => {
    assert.ok(thrown instanceof LoadError, String(thrown));
    assert.equal(thrown.code, code);
    assert.match(thrown.message, message);
    return true;
  };
}

async function publishingOffer(test: { after(done: () => void): void }): Promise<{ peer: TestPeer; offer: string }> {
  const peer = new TestPeer('publisher');
  test.after(() => peer.close());
  peer.addTrack({ kind: 'audio', payloadType: 111, ssrc: 11 }, '0');
  peer.addTrack({ kind: 'video', payloadType: 96, ssrc: 12 }, '1');
  return { peer, offer: await peer.offer() };
}

describe('Negotiation with the SFU', () => {
  it('puts all of its candidates, on one port, into answers and offers', async (test) => {
    const { sfu } = openSfu(test);
    const { offer } = await publishingOffer(test);
    const descriptions = [await sfu.publish({ streamId: 'stream', sessionName: 'session', offer })];
    descriptions.push(await sfu.offerSubscription({ streamId: 'stream', legId: 'leg' }));
    const ports = descriptions.map((sdp) => /^a=candidate:.* 127\.0\.0\.1 (\d+) typ host/m.exec(sdp)?.[1]);
    assert.ok(ports[0]);
    assert.equal(ports[0], ports[1]);
  });

  it('answers with VP8 and Opus only, to an offer of more', async (test) => {
    const { sfu } = openSfu(test);
    const { offer } = await publishingOffer(test);
    const rich = offer
      .replace('SAVPF 96', 'SAVPF 98 96 97')
      .replace('a=rtpmap:96', 'a=rtpmap:98 VP9/90000\r\na=rtpmap:97 rtx/90000\r\na=fmtp:97 apt=96\r\na=rtpmap:96')
      .replaceAll('a=rtcp-mux', 'a=rtcp-mux\r\na=extmap:3 urn:ietf:params:rtp-hdrext:ssrc-audio-level');
    const answer = await sfu.publish({ streamId: 'stream', sessionName: 'session', offer: rich });
    assert.match(answer, /m=video \d+ UDP\/TLS\/RTP\/SAVPF 96\r\n/);
    assert.doesNotMatch(answer, /VP9|rtx|extmap|transport-cc|stereo=1/);
    assert.equal(answer.match(/a=recvonly/g)?.length, 2);
    assert.match(answer, /a=rtcp-fb:96 goog-remb/);
  });

  it('takes candidates that come before the peer they are for', async (test) => {
    const { sfu } = openSfu(test);
    const { peer, offer } = await publishingOffer(test);
    const { sdp, candidates } = takeCandidates(offer);
    assert.ok(candidates.length > 0);
    for (const { candidate, mid } of candidates) sfu.addCandidate('stream', candidate, mid);
    sfu.addCandidate('stream', 'candidate:not one', '0');
    peer.connection.setRemoteDescription(
      takeCandidates(await sfu.publish({ streamId: 'stream', sessionName: 'session', offer: sdp })).sdp,
      'answer',
    );
    await peer.open();
  });

  it('refuses a kind that the stream lacks and keeps the place of its m-line', async (test) => {
    const { sfu, publish } = openSfu(test);
    await publish({ kinds: ['audio'] });
    const peer = new TestPeer('subscriber');
    test.after(() => peer.close());
    peer.addTrack({ kind: 'audio', payloadType: 111 }, '0');
    peer.addTrack({ kind: 'video', payloadType: 96 }, '1');
    const answer = await sfu.answerSubscription({ streamId: 'stream', legId: 'leg', offer: await peer.offer() });
    assert.match(answer, /m=audio [1-9]\d* /);
    assert.match(answer, /m=video 0 |a=inactive/);
  });

  it('takes the place of a subscription of the same name', async (test) => {
    const { publish, subscribe } = openSfu(test);
    await publish();
    const first = await subscribe();
    await first.receives('video', 4);
    const second = await subscribe();
    await second.receives('video', 20);
    const firstCount = first.of('video').length;
    await second.receives('video', 20);
    assert.equal(first.of('video').length, firstCount);
  });

  it('says what is wrong with an offer', async (test) => {
    const { sfu } = openSfu(test);
    const { offer } = await publishingOffer(test);
    const publish = (text: string) => sfu.publish({ streamId: 'stream', sessionName: 'session', offer: text });
    await assert.rejects(publish('no sdp'), loadError('PUBLISH_FAILED', /not SDP/));
    await assert.rejects(publish(offer.replace('VP8/90000', 'H264/90000')), loadError('PUBLISH_FAILED', /no vp8/));
    await assert.rejects(
      publish(offer.replaceAll('a=sendonly', 'a=recvonly')),
      loadError('PUBLISH_FAILED', /no medium/),
    );
    await assert.rejects(
      publish(offer.replace(/a=ice-ufrag.*\r\n/g, '')),
      loadError('PUBLISH_FAILED', /did not accept/),
    );
    assert.equal(sfu.mediaOf('stream'), undefined, 'nothing stays behind');
  });

  it('says what is wrong with a subscription', async (test) => {
    const { sfu, publish } = openSfu(test);
    const noStream = loadError('SUBSCRIBE_FAILED', /no stream nowhere/);
    await assert.rejects(sfu.offerSubscription({ streamId: 'nowhere', legId: 'leg' }), noStream);
    assert.throws(
      () => sfu.acceptSubscription({ legId: 'leg', answer: 'v=0' }),
      loadError('SUBSCRIBE_FAILED', /no subscription leg/),
    );
    await publish();
    await sfu.offerSubscription({ streamId: 'stream', legId: 'leg' });
    assert.throws(
      () => sfu.acceptSubscription({ legId: 'leg', answer: 'v=0' }),
      loadError('SUBSCRIBE_FAILED', /did not accept its answer/),
    );
  });

  it('keeps a publisher whose replacement cannot be used', async (test) => {
    const { sfu, publish, subscribe } = openSfu(test);
    await publish();
    const subscriber = await subscribe();
    await assert.rejects(sfu.publish({ streamId: 'stream', sessionName: 'session', offer: 'no sdp' }));
    await subscriber.receives('video', 10);
  });
});
