import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { isVp8KeyFrame, packetizeVp8, startsVp8KeyFrame, vp8FrameSize } from '../../../src/wire/vp8.js';
import {
  isVp8FrameStart,
  parseVp8Descriptor,
  readVp8PictureId,
  vp8DescriptorLength,
  writeVp8PictureId,
} from '../../../src/wire/vp8-descriptor.js';

/** 640×360, no scaling. */
const keyFrame = Buffer.from('1002009d012a80026801', 'hex');

describe('The VP8 payload descriptor', () => {
  it('reads the examples of RFC 7741, 4.5', () => {
    // 4.5.1: key frame in one packet, 7-bit picture ID 17.
    assert.deepEqual(parseVp8Descriptor(Buffer.from([0x90, 0x80, 0x11, 0x00])), {
      length: 3,
      nonReference: false,
      startOfPartition: true,
      partition: 0,
      pictureId: 17,
      pictureIdBits: 7,
    });
    // 4.5.5: 15-bit picture ID 4711, TL0PICIDX and TID.
    assert.deepEqual(parseVp8Descriptor(Buffer.from([0xb0, 0xe0, 0x92, 0x67, 0x0a, 0x40, 0x01])), {
      length: 6,
      nonReference: true,
      startOfPartition: true,
      partition: 0,
      pictureId: 4711,
      pictureIdBits: 15,
      tl0PictureIndex: 10,
      temporalLayer: 1,
      layerSync: false,
    });
  });

  it('reads a descriptor of one byte and a key index', () => {
    assert.deepEqual(parseVp8Descriptor(Buffer.from([0x03, 0xff])), {
      length: 1,
      nonReference: false,
      startOfPartition: false,
      partition: 3,
    });
    const withKeyIndex = parseVp8Descriptor(Buffer.from([0x80, 0x10, 0x1e, 0]));
    assert.equal(withKeyIndex?.keyIndex, 30);
    assert.equal(withKeyIndex?.length, 3);
  });

  it('gives nothing when it is cut off', () => {
    const whole = Buffer.from([0x90, 0xf0, 0x92, 0x67, 0x0a, 0x41]);
    for (let length = 0; length < whole.length; length++) {
      assert.equal(parseVp8Descriptor(whole.subarray(0, length)), undefined, `${length} bytes`);
      assert.equal(vp8DescriptorLength(whole, 0, length), 0);
    }
    assert.equal(parseVp8Descriptor(whole)?.length, 6);
  });

  it('never throws', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 8 }), (bytes) => void parseVp8Descriptor(bytes)));
  });

  it('changes the picture ID in place, 7 bits or 15', () => {
    fc.assert(
      fc.property(fc.nat(0x7fff), (pictureId) => {
        const long = Buffer.from([0x90, 0x80, 0x80, 0x00, 0xaa]);
        writeVp8PictureId(long, 0, pictureId);
        assert.equal(readVp8PictureId(long, 0), pictureId);
        const short = Buffer.from([0x90, 0x80, 0x00, 0xaa]);
        writeVp8PictureId(short, 0, pictureId);
        assert.equal(readVp8PictureId(short, 0), pictureId & 0x7f);
        assert.equal(short[3], 0xaa);
      }),
    );
  });

  it('leaves a descriptor without picture ID as it is', () => {
    const bytes = Buffer.from([0x90, 0x40, 0x07, 0xaa]);
    writeVp8PictureId(bytes, 0, 5);
    assert.equal(readVp8PictureId(bytes, 0), -1);
    assert.equal(bytes.toString('hex'), '904007aa');
  });
});

describe('VP8 frames', () => {
  it('knows a key frame and its size, scaling bits left out', () => {
    assert.equal(isVp8KeyFrame(keyFrame), true);
    assert.deepEqual(vp8FrameSize(keyFrame), { width: 640, height: 360 });
    const scaled = Buffer.from(keyFrame);
    scaled[7]! |= 0x40;
    scaled[9]! |= 0x80;
    assert.deepEqual(vp8FrameSize(scaled), { width: 640, height: 360 });
  });

  it('gives no size for other frames, a wrong start code or a frame that is cut off', () => {
    assert.equal(vp8FrameSize(Buffer.from('1102009d012a80026801', 'hex')), undefined);
    assert.equal(vp8FrameSize(Buffer.from('1002009d012b80026801', 'hex')), undefined);
    assert.equal(vp8FrameSize(keyFrame.subarray(0, 9)), undefined);
    assert.equal(isVp8KeyFrame(Buffer.alloc(0)), false);
  });

  it('cuts a frame into payloads that give it back, each within the limit', () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ minLength: 1, maxLength: 5000 }),
        fc.nat(0x7fff),
        fc.integer({ min: 20, max: 1400 }),
        (frame, pictureId, limit) => {
          const payloads = packetizeVp8(frame, pictureId, limit);
          const parts = payloads.map((payload, index) => {
            assert.ok(payload.length <= limit);
            const descriptor = parseVp8Descriptor(payload)!;
            assert.equal(descriptor.pictureId, pictureId);
            assert.equal(descriptor.pictureIdBits, 15);
            assert.equal(descriptor.startOfPartition, index === 0);
            assert.equal(isVp8FrameStart(payload, 0), index === 0);
            return payload.subarray(descriptor.length);
          });
          assert.deepEqual(Buffer.concat(parts), Buffer.from(frame));
        },
      ),
    );
  });

  it('makes no more packets than needed, all about as long', () => {
    const lengths = packetizeVp8(Buffer.alloc(2300), 1, 1100).map((payload) => payload.length);
    assert.deepEqual(lengths, [771, 771, 770]);
  });

  it('finds the first packet of a key frame, and only that', () => {
    const frame = Buffer.concat([keyFrame, Buffer.alloc(3000)]);
    const payloads = packetizeVp8(frame, 1);
    const found = payloads.map((payload) => startsVp8KeyFrame(payload, 0, payload.length));
    assert.deepEqual(found, [true, false, false]);
    const interFrame = packetizeVp8(Buffer.from([0x11, 0, 0]), 2)[0]!;
    assert.equal(startsVp8KeyFrame(interFrame, 0, interFrame.length), false);
    assert.equal(startsVp8KeyFrame(payloads[0]!, 0, 4), false);
  });
});
