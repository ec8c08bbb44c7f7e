import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { buildBye } from '../../../src/wire/rtcp/bye.js';
import { parseRtcp } from '../../../src/wire/rtcp/compound.js';
import { buildPictureLossIndication } from '../../../src/wire/rtcp/key-frame-request.js';
import { buildNack } from '../../../src/wire/rtcp/nack.js';
import { buildReceiverReport } from '../../../src/wire/rtcp/receiver-report.js';
import { buildRemb } from '../../../src/wire/rtcp/remb.js';
import { buildSenderReport } from '../../../src/wire/rtcp/sender-report.js';
import { buildSourceDescription } from '../../../src/wire/rtcp/source-description.js';

const uint32 = fc.nat(0xffffffff);
const plain = { noNullPrototype: true };
const block = fc.record(
  {
    ssrc: uint32,
    fractionLost: fc.nat(255),
    packetsLost: fc.integer({ min: -0x800000, max: 0x7fffff }),
    highestSequence: uint32,
    jitter: uint32,
    lastSenderReport: uint32,
    delaySinceLastSenderReport: uint32,
  },
  plain,
);
const blocks = fc.array(block, { maxLength: 31 });
const senderReport = fc.record(
  {
    ssrc: uint32,
    ntp: fc.record({ seconds: uint32, fraction: uint32 }, plain),
    rtpTimestamp: uint32,
    packetCount: uint32,
    octetCount: uint32,
    reports: blocks,
  },
  plain,
);

function hex(text: string): Buffer {
  return Buffer.from(text.replaceAll(' ', ''), 'hex');
}

describe('RTCP reports', () => {
  it('lays a receiver report out as RFC 3550 draws it', () => {
    const report = buildReceiverReport(0x01020304, [
      {
        ssrc: 0x0a0b0c0d,
        fractionLost: 0x40,
        packetsLost: -2,
        highestSequence: 0x00011234,
        jitter: 0x55,
        lastSenderReport: 0xb7052000,
        delaySinceLastSenderReport: 0x00054000,
      },
    ]);
    const expected = '81c90007 01020304 0a0b0c0d 40fffffe 00011234 00000055 b7052000 00054000';
    assert.equal(report.toString('hex'), expected.replaceAll(' ', ''));
  });

  it('reads the sender reports it builds', () => {
    fc.assert(
      fc.property(senderReport, (report) => {
        assert.deepEqual(parseRtcp(buildSenderReport(report)), [{ type: 'sender-report', ...report }]);
      }),
    );
  });

  it('reads the receiver reports it builds', () => {
    fc.assert(
      fc.property(uint32, blocks, (ssrc, reports) => {
        assert.deepEqual(parseRtcp(buildReceiverReport(ssrc, reports)), [{ type: 'receiver-report', ssrc, reports }]);
      }),
    );
  });

  it('holds losses within 24 bits instead of writing another number', () => {
    const [packet] = parseRtcp(
      buildReceiverReport(1, [
        {
          ssrc: 2,
          fractionLost: 300,
          packetsLost: 0x1000000,
          highestSequence: 0,
          jitter: 0,
          lastSenderReport: 0,
          delaySinceLastSenderReport: 0,
        },
      ]),
    )!;
    assert.ok(packet?.type === 'receiver-report');
    assert.equal(packet.reports[0]!.packetsLost, 0x7fffff);
    assert.equal(packet.reports[0]!.fractionLost, 255);
  });

  it('reads the source descriptions it builds, whatever the length of the name', () => {
    fc.assert(
      fc.property(uint32, fc.string({ minLength: 1, maxLength: 60 }), (ssrc, cname) => {
        const built = buildSourceDescription(ssrc, cname);
        assert.equal(built.length % 4, 0);
        assert.deepEqual(parseRtcp(built), [{ type: 'source-description', sources: [{ ssrc, cname }] }]);
      }),
    );
  });

  it('reads a source description of two sources with other items', () => {
    // Source 1: TOOL "ab", CNAME "x"; source 2: no item.
    const packet = hex('82ca0005 00000001 06026162 01017800 00000002 00000000');
    assert.deepEqual(parseRtcp(packet), [
      { type: 'source-description', sources: [{ ssrc: 1, cname: 'x' }, { ssrc: 2 }] },
    ]);
  });

  it('reads the byes it builds', () => {
    fc.assert(
      fc.property(fc.array(uint32, { maxLength: 31 }), (ssrcs) => {
        assert.deepEqual(parseRtcp(buildBye(ssrcs)), [{ type: 'bye', ssrcs }]);
      }),
    );
  });
});

describe('RTCP feedback', () => {
  it('packs sequence numbers into a PID and a mask as RFC 4585 does', () => {
    const nack = buildNack(0x11111111, 0x22222222, [100, 101, 116, 117]);
    assert.equal(nack.toString('hex'), hex('81cd0004 11111111 22222222 0064 8001 0075 0000').toString('hex'));
  });

  it('packs across the wrap', () => {
    const nack = buildNack(1, 2, [65_535, 0, 1]);
    assert.equal(nack.length, 16);
    const [packet] = parseRtcp(nack)!;
    assert.ok(packet?.type === 'nack');
    assert.deepEqual(packet.sequenceNumbers, [65_535, 0, 1]);
  });

  it('asks for exactly the sequence numbers it was given', () => {
    fc.assert(
      fc.property(
        fc.nat(0xffff),
        fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 100 }),
        (first, steps) => {
          const sequenceNumbers = [first];
          for (const step of steps) sequenceNumbers.push((sequenceNumbers.at(-1)! + step) & 0xffff);
          const [packet] = parseRtcp(buildNack(1, 2, sequenceNumbers))!;
          assert.ok(packet?.type === 'nack');
          assert.deepEqual(packet.sequenceNumbers, sequenceNumbers);
        },
      ),
    );
  });

  it('builds a picture loss indication of 12 bytes', () => {
    const packet = buildPictureLossIndication(0x01020304, 0x0a0b0c0d);
    assert.equal(packet.toString('hex'), hex('81ce0002 01020304 0a0b0c0d').toString('hex'));
    assert.deepEqual(parseRtcp(packet), [
      { type: 'picture-loss-indication', senderSsrc: 0x01020304, mediaSsrc: 0x0a0b0c0d },
    ]);
  });

  it('reads a full intra request for two streams', () => {
    const packet = hex('84ce0006 00000001 00000000 0a0b0c0d 05000000 0a0b0c0e 06000000');
    assert.deepEqual(parseRtcp(packet), [
      {
        type: 'full-intra-request',
        senderSsrc: 1,
        requests: [
          { mediaSsrc: 0x0a0b0c0d, sequenceNumber: 5 },
          { mediaSsrc: 0x0a0b0c0e, sequenceNumber: 6 },
        ],
      },
    ]);
  });

  it('reads a REMB', () => {
    // Exponent 5, mantissa 0x1b6b0: 3 593 728 bit/s for one stream.
    const packet = hex('8fce0005 00000001 00000000 52454d42 0115b6b0 12345678');
    assert.deepEqual(parseRtcp(packet), [
      { type: 'remb', senderSsrc: 1, bitsPerSecond: 0x1b6b0 * 32, ssrcs: [0x12345678] },
    ]);
  });

  it('keeps 18 significant bits of a bitrate, rounded down', () => {
    fc.assert(
      fc.property(fc.nat(10_000_000_000), fc.array(uint32, { maxLength: 8 }), (bitsPerSecond, ssrcs) => {
        const [packet] = parseRtcp(buildRemb(7, bitsPerSecond, ssrcs))!;
        assert.ok(packet?.type === 'remb');
        assert.deepEqual(packet.ssrcs, ssrcs);
        assert.ok(packet.bitsPerSecond <= bitsPerSecond);
        assert.ok(packet.bitsPerSecond >= bitsPerSecond * (1 - 2 ** -17));
      }),
    );
  });

  it('leaves out application feedback that is not REMB', () => {
    assert.deepEqual(parseRtcp(hex('8fce0004 00000001 00000000 4f544852 00000000')), []);
  });
});

describe('RTCP compounds', () => {
  const compound = Buffer.concat([
    buildReceiverReport(1, []),
    buildSourceDescription(1, 'name'),
    hex('8fcd0003 00000001 00000002 00000000'), // transport-wide feedback
    buildPictureLossIndication(1, 2),
    buildNack(1, 2, [5, 6]),
  ]);

  it('gives the packets in order and leaves out what it does not know', () => {
    const types = parseRtcp(compound)!.map((packet) => packet.type);
    assert.deepEqual(types, ['receiver-report', 'source-description', 'picture-loss-indication', 'nack']);
  });

  it('takes padding of the last packet off', () => {
    const padded = hex('a1ce0003 00000001 00000002 00000004');
    assert.deepEqual(parseRtcp(padded), [{ type: 'picture-loss-indication', senderSsrc: 1, mediaSsrc: 2 }]);
  });

  it('gives nothing for a compound that is cut off within a packet', () => {
    const ends = [8, 24, 40, 52, 68];
    assert.equal(ends.at(-1), compound.length);
    for (let length = 0; length < compound.length; length++) {
      if (!ends.includes(length)) assert.equal(parseRtcp(compound.subarray(0, length)), undefined, `${length} bytes`);
    }
  });

  it('gives nothing when counts claim more than there is', () => {
    assert.equal(parseRtcp(hex('9fc90001 00000001')), undefined);
    assert.equal(parseRtcp(hex('9fcb0001 00000001')), undefined);
    assert.equal(parseRtcp(hex('9fca0001 00000001')), undefined);
    assert.equal(parseRtcp(hex('a0c90001 000000ff')), undefined);
  });

  it('never throws', () => {
    const header = fc.tuple(
      fc.integer({ min: 0x80, max: 0xbf }),
      fc.integer({ min: 199, max: 208 }),
      fc.uint8Array({ maxLength: 64 }),
    );
    fc.assert(
      fc.property(header, ([first, type, body]) => {
        const whole = body.subarray(0, body.length & ~3);
        void parseRtcp(Buffer.from([first, type, 0, whole.length / 4, ...whole]));
        void parseRtcp(body);
      }),
      { numRuns: 2000 },
    );
  });
});
