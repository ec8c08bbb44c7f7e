import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import {
  candidatesOf,
  directionOf,
  formatSdp,
  midOf,
  parseSdp,
  payloadTypeOf,
  rtpMapsOf,
  ssrcsOf,
  takeCandidates,
} from '../../../src/wire/sdp.js';
import { chromiumOffer } from './chromium-offer.js';

describe('SDP', () => {
  it('says what each medium is, who sends, and how', () => {
    const [audio, video] = parseSdp(chromiumOffer)!.media;
    assert.deepEqual(
      [audio, video].map((media) => midOf(media!)),
      ['0', '1'],
    );
    assert.equal(directionOf(video!), 'sendonly');
    assert.deepEqual(ssrcsOf(audio!), [1001]);
    assert.deepEqual(ssrcsOf(video!), [2001], 'the retransmission stream carries no media');
    assert.equal(payloadTypeOf(audio!, 'opus'), 111);
    assert.equal(payloadTypeOf(video!, 'vp8'), 96);
    assert.equal(payloadTypeOf(video!, 'av1'), undefined);
    assert.deepEqual(rtpMapsOf(video!)[1], { payloadType: 97, codec: 'rtx', clockRate: 90_000 });
  });

  it('takes a medium that says no direction as sending and receiving', () => {
    const media = parseSdp('v=0\r\nm=audio 9 UDP/TLS/RTP/SAVPF 111\r\n')!.media[0]!;
    assert.equal(directionOf(media), 'sendrecv');
  });

  it('comes out as it went in', () => {
    assert.equal(formatSdp(parseSdp(chromiumOffer)!), chromiumOffer);
  });

  it('reads lines that end with a line feed only', () => {
    assert.equal(formatSdp(parseSdp(chromiumOffer.replaceAll('\r\n', '\n'))!), chromiumOffer);
  });

  it('gives candidates with the medium they belong to', () => {
    const candidate = 'candidate:1 1 udp 2113937151 127.0.0.1 50001 typ host generation 0';
    assert.deepEqual(candidatesOf(parseSdp(chromiumOffer)!), [{ candidate, mid: '0' }]);
  });

  it('takes candidates out and leaves everything else', () => {
    const ended = chromiumOffer.replace('a=ice-ufrag', 'a=end-of-candidates\r\na=ice-ufrag');
    const { sdp, candidates } = takeCandidates(ended);
    assert.equal(candidates.length, 1);
    assert.equal(sdp, chromiumOffer.replace(/a=candidate.*\r\n/, ''));
  });

  it('gives nothing for text that is not SDP', () => {
    for (const text of ['', 'hello', '{"sdp":""}', 'v=0\r\nm=audio\r\n', 'm=audio 9 RTP/AVP 0\r\n'])
      assert.equal(parseSdp(text), undefined, JSON.stringify(text));
  });

  it('never throws', () => {
    const line = fc.oneof(
      fc.string(),
      fc.constantFrom('m=video 9 X 96', 'a=ssrc:x', 'a=rtpmap:96 VP8', 'a=fmtp:97 apt='),
    );
    fc.assert(
      fc.property(fc.array(line, { maxLength: 20 }), (lines) => {
        const sdp = parseSdp(['v=0', ...lines].join('\r\n'));
        for (const media of sdp?.media ?? []) void [ssrcsOf(media), rtpMapsOf(media), midOf(media)];
      }),
    );
  });
});
