import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { type H264PayloadKind, packetizeH264, readH264Payload } from '../../../src/wire/h264.js';
import { h264FrameSize } from '../../../src/wire/h264-sps.js';

/** 640×360 by x264, constrained baseline, level 3.1: cropped by 8 rows. */
const sps = Buffer.from('6742c01fd900a02ff970110000030001000003003c8f183248', 'hex');
const pps = Buffer.from('68cb8cb2', 'hex');
const idr = Buffer.concat([Buffer.from([0x65, 0x88]), Buffer.alloc(3000, 7)]);
const slice = Buffer.from([0x41, 0x9a, 1, 2, 3]);

/** What a receiver makes of the payloads of a frame: RFC 6184, 5.7 and 5.8. */
function depacketize(payloads: readonly Uint8Array[]): Buffer[] {
  const units: Buffer[] = [];
  for (const payload of payloads.map((bytes) => Buffer.from(bytes))) {
    const type = payload[0]! & 0x1f;
    if (type === 24)
      for (let at = 1; at < payload.length; at += 2 + payload.readUInt16BE(at))
        units.push(payload.subarray(at + 2, at + 2 + payload.readUInt16BE(at)));
    else if (type === 28) {
      const header = (payload[0]! & 0xe0) | (payload[1]! & 0x1f);
      if ((payload[1]! & 0x80) !== 0) units.push(Buffer.from([header]));
      units.push(Buffer.concat([units.pop()!, payload.subarray(2)]));
    } else units.push(payload);
  }
  return units;
}

const unitOf = fc
  .tuple(fc.constantFrom(0x67, 0x68, 0x65, 0x41, 0x01, 0x06), fc.uint8Array({ minLength: 1, maxLength: 400 }))
  .map(([header, content]) => Buffer.from([header, ...content]));

function kindOf(payload: Uint8Array): Pick<H264PayloadKind, 'frameStart' | 'keyFrame'> & { sps?: string } {
  const kind: H264PayloadKind = { frameStart: true, keyFrame: true, spsAt: 9, spsEnd: 9 };
  // Bytes before and behind, which are not the payload's.
  const bytes = Buffer.concat([Buffer.alloc(12, 0xff), payload, Buffer.alloc(4, 0xff)]);
  readH264Payload(bytes, 12, 12 + payload.length, kind);
  const { frameStart, keyFrame, spsAt, spsEnd } = kind;
  return { frameStart, keyFrame, ...(spsAt >= 0 && { sps: bytes.subarray(spsAt, spsEnd).toString('hex') }) };
}

describe('H264 in RTP', () => {
  it('comes out as it went in, whatever the units and the packet size', () => {
    fc.assert(
      fc.property(fc.array(unitOf, { minLength: 1, maxLength: 8 }), fc.integer({ min: 8, max: 500 }), (units, size) => {
        const payloads = packetizeH264(units, size);
        assert.deepEqual(depacketize(payloads), units);
        for (const payload of payloads) assert.ok(payload.length <= size);
      }),
    );
  });

  it('puts parameter sets together, small units alone and large ones into equal fragments', () => {
    const payloads = packetizeH264([sps, pps, idr], 1188);
    assert.deepEqual(
      payloads.map((payload) => payload[0]! & 0x1f),
      [24, 28, 28, 28],
    );
    assert.equal(payloads[0]![0]! >> 5, 3, 'the importance of the most important');
    assert.deepEqual(
      payloads.slice(1).map((payload) => payload[1]! >> 6),
      [2, 0, 1],
    );
    assert.ok(Math.max(...payloads.slice(1).map(({ length }) => length)) < 1010);
    assert.deepEqual(packetizeH264([slice], 1188), [slice]);
    assert.deepEqual(packetizeH264([sps, slice], 1188), [sps, slice]);
  });

  it('tells first packets and key frames, also inside aggregates and fragments', () => {
    const [sets, first, ...rest] = packetizeH264([sps, pps, idr], 1188);
    assert.deepEqual(kindOf(sets!), { frameStart: true, keyFrame: true, sps: sps.toString('hex') });
    assert.deepEqual(kindOf(first!), { frameStart: true, keyFrame: true });
    for (const payload of rest) assert.deepEqual(kindOf(payload), { frameStart: false, keyFrame: false });
    assert.deepEqual(kindOf(sps), { frameStart: true, keyFrame: true, sps: sps.toString('hex') });
    assert.deepEqual(kindOf(pps), { frameStart: true, keyFrame: false });
    assert.deepEqual(kindOf(slice), { frameStart: true, keyFrame: false });
    assert.deepEqual(kindOf(Buffer.from([0x41, 0x1a])), { frameStart: false, keyFrame: false }, 'a second slice');
    assert.deepEqual(kindOf(Buffer.from([0x65, 0x1a])), { frameStart: false, keyFrame: false }, 'of a key frame');
  });

  it('survives whatever arrives', () => {
    assert.deepEqual(kindOf(Buffer.alloc(0)), { frameStart: false, keyFrame: false });
    fc.assert(fc.property(fc.uint8Array({ maxLength: 60 }), (bytes) => void kindOf(bytes)));
    fc.assert(fc.property(fc.uint8Array({ maxLength: 40 }), (bytes) => void h264FrameSize(bytes)));
  });

  it('reads the picture size of a sequence parameter set, unless it is cut off', () => {
    assert.deepEqual(h264FrameSize(sps), { width: 640, height: 360 });
    for (let length = 0; length < 7; length++) assert.equal(h264FrameSize(sps.subarray(0, length)), undefined);
  });
});
