import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { attributes, parseSdp, type SdpMedia, ssrcsOf } from '../../../src/wire/sdp.js';
import { h264PayloadTypeOf, type KeepOptions, keepVp8AndOpus } from '../../../src/wire/sdp-codecs.js';
import { chromiumOffer } from './chromium-offer.js';

function kept(offer: string, options?: KeepOptions): { audio: SdpMedia; video: SdpMedia; text: string } {
  const text = keepVp8AndOpus(offer, options)!;
  const [audio, video] = parseSdp(text)!.media;
  return { audio: audio!, video: video!, text };
}

describe('A description reduced to VP8 and Opus', () => {
  it('offers one payload type of each kind', () => {
    const { audio, video } = kept(chromiumOffer);
    assert.deepEqual(audio.formats, ['111']);
    assert.deepEqual(video.formats, ['96']);
    assert.deepEqual(attributes(video, 'rtpmap'), ['96 VP8/90000']);
    assert.deepEqual(attributes(audio, 'fmtp'), ['111 minptime=10;useinbandfec=1']);
  });

  it('promises no transport-wide feedback and no header extension', () => {
    const { text, video } = kept(chromiumOffer);
    assert.doesNotMatch(text, /transport-cc|transport-wide|extmap/);
    assert.deepEqual(attributes(video, 'rtcp-fb'), ['96 goog-remb', '96 ccm fir', '96 nack', '96 nack pli']);
  });

  it('names the SSRCs of media only', () => {
    const { text, video } = kept(chromiumOffer);
    assert.deepEqual(ssrcsOf(video), [2001]);
    assert.doesNotMatch(text, /2002|FID/);
  });

  it('keeps retransmission as a whole when asked to', () => {
    const { text, video } = kept(chromiumOffer, { retransmission: true });
    assert.deepEqual(video.formats, ['96', '97']);
    assert.match(text, /a=ssrc-group:FID 2001 2002/);
    assert.match(text, /a=ssrc:2002 /);
    assert.deepEqual(attributes(video, 'fmtp'), ['97 apt=96']);
  });

  it('keeps H264 of constrained baseline in packetization mode 1 beside VP8, or alone, when asked to', () => {
    const h264 = [
      ['104', 'packetization-mode=1;profile-level-id=42001f'],
      ['125', 'packetization-mode=0;profile-level-id=42e01f'],
      ['108', 'level-asymmetry-allowed=1;packetization-mode=1;profile-level-id=42e01f'],
    ].flatMap(([type, format]) => [`a=rtpmap:${type} H264/90000`, `a=fmtp:${type} ${format}`]);
    const offer = `${chromiumOffer}${h264.join('\r\n')}\r\n`;
    assert.deepEqual(kept(offer).video.formats, ['96']);
    const both = kept(offer, { h264: true }).video;
    assert.deepEqual(both.formats, ['96', '108']);
    assert.equal(h264PayloadTypeOf(both), 108);
    assert.deepEqual(kept(offer.replace('VP8/90000', 'AV1/90000'), { h264: true }).video.formats, ['108']);
    assert.equal(h264PayloadTypeOf(kept(chromiumOffer, { h264: true }).video), undefined);
  });

  it('leaves ICE, DTLS, mids and directions alone', () => {
    const { text } = kept(chromiumOffer);
    const untouched = /^a=(ice-|fingerprint|setup|candidate|mid|sendonly|msid|rtcp-mux|rtcp-rsize|group)/;
    const lines = (sdp: string) => sdp.split('\r\n').filter((line) => untouched.test(line));
    assert.deepEqual(lines(text), lines(chromiumOffer));
  });

  it('refuses a medium that lacks its codec, and keeps the place of its m-line', () => {
    const { video } = kept(chromiumOffer.replace('VP8/90000', 'AV1/90000'));
    assert.equal(video.port, 0);
    assert.equal(video.kind, 'video');
  });

  it('drops simulcast by RID', () => {
    const simulcast = `${chromiumOffer}a=rid:r0 send\r\na=rid:r1 send\r\na=simulcast:send r0;r1\r\n`;
    assert.doesNotMatch(kept(simulcast).text, /rid|simulcast/);
  });

  it('gives nothing for text that is not SDP', () => {
    assert.equal(keepVp8AndOpus('not sdp'), undefined);
  });
});
