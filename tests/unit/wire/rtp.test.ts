import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import {
  isRtcp,
  parseRtp,
  readMarker,
  readPayloadType,
  readSequence,
  readSsrc,
  readTimestamp,
  rtpHeaderLength,
  writePayloadType,
  writeRtpHeader,
  writeSequence,
  writeSsrc,
  writeTimestamp,
} from '../../../src/wire/rtp.js';

const fields = fc.record({
  payloadType: fc.nat(127),
  marker: fc.boolean(),
  sequenceNumber: fc.nat(0xffff),
  timestamp: fc.nat(0xffffffff),
  ssrc: fc.nat(0xffffffff),
});

describe('RTP packets', () => {
  it('reads CSRCs, a header extension and padding', () => {
    const packet = Buffer.from(
      'b2e01234' + // version 2, padding, extension, two CSRCs; marker, payload type 96; sequence number
        '80000001' + // timestamp
        'deadbeef' + // SSRC
        '0000000100000002' + // CSRCs
        'bede0001' + // one-byte extensions, one word
        '10aa0000' +
        'cafe01' + // payload
        '000003', // three bytes of padding
      'hex',
    );
    assert.deepEqual(parseRtp(packet), {
      payloadType: 96,
      marker: true,
      sequenceNumber: 0x1234,
      timestamp: 0x80000001,
      ssrc: 0xdeadbeef,
      headerLength: 28,
      paddingLength: 3,
      payloadLength: 3,
    });
  });

  it('reads what it writes', () => {
    fc.assert(
      fc.property(fields, fc.uint8Array({ maxLength: 50 }), (header, payload) => {
        const packet = new Uint8Array(12 + payload.length);
        packet.set(payload, writeRtpHeader(packet, header));
        assert.deepEqual(parseRtp(packet), {
          ...header,
          headerLength: 12,
          paddingLength: 0,
          payloadLength: payload.length,
        });
      }),
    );
  });

  it('changes single fields and leaves the others alone', () => {
    fc.assert(
      fc.property(fields, fields, (before, after) => {
        const packet = new Uint8Array(12);
        writeRtpHeader(packet, before);
        writePayloadType(packet, after.payloadType);
        writeSequence(packet, after.sequenceNumber);
        writeTimestamp(packet, after.timestamp);
        writeSsrc(packet, after.ssrc);
        const read = {
          payloadType: readPayloadType(packet),
          marker: readMarker(packet),
          sequenceNumber: readSequence(packet),
          timestamp: readTimestamp(packet),
          ssrc: readSsrc(packet),
        };
        assert.deepEqual(read, { ...after, marker: before.marker });
      }),
    );
  });

  it('gives nothing for a packet that is cut off anywhere in its header', () => {
    const packet = Buffer.from('b2e0123480000001deadbeef0000000100000002bede000110aa0000cafe', 'hex');
    for (let length = 0; length < 28; length++) {
      assert.equal(parseRtp(packet.subarray(0, length)), undefined, `${length} bytes`);
      assert.equal(rtpHeaderLength(packet.subarray(0, length)), 0);
    }
  });

  it('gives nothing when padding claims more than there is, or the version is not 2', () => {
    assert.equal(parseRtp(Buffer.from('a060000100000000000000010000ff', 'hex')), undefined);
    assert.equal(parseRtp(Buffer.from('4060000100000000000000010000', 'hex')), undefined);
  });

  it('never throws', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 80 }), (bytes) => void parseRtp(bytes)));
  });

  it('tells RTCP from RTP, marker set or not', () => {
    assert.equal(isRtcp(Buffer.from([0x80, 200])), true);
    assert.equal(isRtcp(Buffer.from([0x80, 206])), true);
    assert.equal(isRtcp(Buffer.from([0x80, 96])), false);
    assert.equal(isRtcp(Buffer.from([0x80, 0x80 | 111])), false);
    assert.equal(isRtcp(Buffer.alloc(0)), false);
  });
});
