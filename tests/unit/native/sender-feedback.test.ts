import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import { SenderFeedback } from '../../../src/participants/native/send/sender-feedback.js';
import { parseRtcp } from '../../../src/wire/rtcp/compound.js';
import { buildPictureLossIndication } from '../../../src/wire/rtcp/key-frame-request.js';
import { buildNack } from '../../../src/wire/rtcp/nack.js';
import { allocateRtcp, rtcpType } from '../../../src/wire/rtcp/packet.js';
import { buildReceiverReport } from '../../../src/wire/rtcp/receiver-report.js';
import { buildRemb } from '../../../src/wire/rtcp/remb.js';

const ours = 1111;
const other = 2222;
let heard: string[];
let feedback: SenderFeedback;

beforeEach(() => {
  heard = [];
  feedback = new SenderFeedback({
    ssrc: ours,
    onReport: (block) => heard.push(`report ${block.fractionLost}`),
    onKeyFrameRequest: () => heard.push('key frame'),
    onNack: (sequences) => heard.push(`nack ${sequences}`),
    onRemb: (bitsPerSecond) => heard.push(`remb ${bitsPerSecond}`),
  });
});

const receive = (compound: Buffer) => feedback.onRtcp(parseRtcp(compound)!, 0);

const block = (ssrc: number, fractionLost: number) => ({
  ssrc,
  fractionLost,
  packetsLost: 0,
  highestSequence: 0,
  jitter: 0,
  lastSenderReport: 0,
  delaySinceLastSenderReport: 0,
});

const compound = (ssrc: number) =>
  Buffer.concat([
    buildReceiverReport(1, [block(ssrc, 3)]),
    buildNack(1, ssrc, [5, 7]),
    buildPictureLossIndication(1, ssrc),
    buildRemb(1, 500_000, [ssrc]),
  ]);

test('takes everything of a compound that is about its stream', () => {
  receive(compound(ours));
  assert.deepEqual(heard, ['report 3', 'nack 5,7', 'key frame', 'remb 500000']);
});

test('leaves alone what is about another stream', () => {
  receive(compound(other));
  assert.deepEqual(heard, []);
});

test('a full intra request asks once, however often it is repeated', () => {
  const request = (sequenceNumber: number) => {
    const packet = allocateRtcp(rtcpType.payloadFeedback, 4, 16);
    packet.writeUInt32BE(ours, 12);
    packet[16] = sequenceNumber;
    return packet;
  };
  receive(request(1));
  receive(request(1));
  receive(request(2));
  assert.deepEqual(heard, ['key frame', 'key frame']);
});
