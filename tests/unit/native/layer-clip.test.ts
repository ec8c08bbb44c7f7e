import assert from 'node:assert/strict';
import { test } from 'node:test';
import { layerClip } from '../../../src/participants/native/clips/layer-clip.js';
import { withSimulcast } from '../../../src/participants/native/livekit/simulcast-offer.js';
import { parseRtp } from '../../../src/wire/rtp.js';
import { clipOf } from './sending.js';

test('a layer’s packets tell m-line and layer in a header extension, and carry the clip’s payload', () => {
  const clip = clipOf('180p', 1, [0], 2, 100);
  const layer = layerClip(clip, '1', 'q');
  assert.equal(layer.headerLength, 20);
  const [packet, original] = [layer.frames[1]!.packets[0]!, clip.frames[1]!.packets[0]!];
  assert.equal(parseRtp(packet)!.headerLength, 20);
  assert.deepEqual([...packet.subarray(12, 20)], [0xbe, 0xde, 0, 1, 0x10, 0x31, 0x20, 0x71]);
  assert.deepEqual(packet.subarray(20), original.subarray(12));
  assert.equal(original[0], 0x80, 'the clip itself is left alone');
  assert.equal(layerClip(clip, '1', 'q'), layer, 'made once');
});

test('the offer of a simulcast names its layers, and no SSRC for the picture', () => {
  const offer = [
    'v=0',
    's=-',
    'm=audio 9 X 111',
    'a=mid:0',
    'a=ssrc:1 cname:c',
    'm=video 9 X 96',
    'a=mid:1',
    'a=ssrc:2 cname:c',
  ];
  const lines = withSimulcast(offer.join('\r\n'), ['q', 'h']).split('\r\n');
  assert.ok(lines.includes('a=ssrc:1 cname:c') && !lines.includes('a=ssrc:2 cname:c'));
  for (const line of ['a=rid:q send', 'a=rid:h send', 'a=simulcast:send q;h']) assert.ok(lines.includes(line), line);
});

test('a mid that does not fit the extension is refused', () => {
  assert.throws(() => withSimulcast('v=0\r\nm=video 9 X 96\r\na=mid:12', ['q']), /mid of one character/);
});
