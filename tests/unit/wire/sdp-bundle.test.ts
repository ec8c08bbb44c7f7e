import assert from 'node:assert/strict';
import { test } from 'node:test';
import { attribute, formatSdp, midOf, parseSdp } from '../../../src/wire/sdp.js';
import { answerFor, carrierOnly, offerOfCarrier, withBundled } from '../../../src/wire/sdp-bundle.js';

const section = (kind: string, mid: string, ...lines: string[]) =>
  [`m=${kind} 9 UDP/TLS/RTP/SAVPF 96`, 'c=IN IP4 0.0.0.0', `a=mid:${mid}`, ...lines].join('\r\n');
const transport = ['a=setup:actpass', 'a=ice-ufrag:abcd', 'a=ice-pwd:0123456789', 'a=fingerprint:sha-256 00:11'];
const sdp = (...sections: string[]) =>
  parseSdp(`${['v=0', 'o=- 1 1 IN IP4 0.0.0.0', 's=-', 't=0 0', 'a=group:BUNDLE 0 1', ...sections].join('\r\n')}\r\n`)!;

test('the library is told of the carrier only', () => {
  const reduced = carrierOnly(sdp(section('audio', '0', ...transport), section('video', '1', ...transport)), '1');
  assert.deepEqual(reduced.media.map(midOf), ['1']);
  assert.ok(reduced.session.includes('a=group:BUNDLE 1'));
});

test('the other side is told of all lines, each with the transport; rejected ones have none and leave the group', () => {
  const library = sdp(section('audio', 'carrier', ...transport, 'a=recvonly'));
  const wanted = sdp(section('audio', '0'), section('video', '1')).media;
  const rejected = { ...wanted[1]!, port: 0 };
  const all = withBundled(library, [wanted[0]!, rejected]);
  assert.deepEqual(all.media.map(midOf), ['0', '1']);
  assert.ok(all.session.includes('a=group:BUNDLE 0'));
  assert.equal(attribute(all.media[0]!, 'ice-ufrag'), 'abcd');
  assert.equal(attribute(all.media[0]!, 'fingerprint'), 'sha-256 00:11');
  assert.equal(attribute(all.media[1]!, 'ice-ufrag'), undefined);
  assert.ok(!formatSdp(all).includes('carrier'));
});

test('the library hears the answer to what it offered only, with the data channels under its own mid', () => {
  const library = sdp(section('audio', '0', ...transport), section('application', '1', ...transport));
  const channels = section('application', '2', ...transport, 'a=sctp-port:5000');
  const answer = answerFor(
    library,
    sdp(section('audio', '0', ...transport), section('video', '1', ...transport), channels),
  );
  assert.deepEqual(
    answer.media.map((media) => [media.kind, midOf(media)]),
    [
      ['audio', '0'],
      ['application', '1'],
    ],
  );
  assert.ok(answer.session.includes('a=group:BUNDLE 0 1'));
  assert.equal(attribute(answer.media[1]!, 'sctp-port'), '5000');
});

test('an offer for the carrier has the other side’s transport and data channels, and none of its media', () => {
  const channels = section('application', '0', ...transport, 'a=sctp-port:5000');
  const [carrier] = sdp(section('audio', 'carrier', 'a=recvonly')).media;
  const offer = offerOfCarrier(sdp(channels, section('video', '1', ...transport)), carrier!);
  assert.deepEqual(offer.media.map(midOf), ['carrier', '0']);
  assert.ok(offer.session.includes('a=group:BUNDLE carrier 0'));
  assert.ok(offer.media[0]!.lines.includes('a=sendonly') && !offer.media[0]!.lines.includes('a=recvonly'));
  for (const line of transport) assert.ok(offer.media[0]!.lines.includes(line), line);
});
