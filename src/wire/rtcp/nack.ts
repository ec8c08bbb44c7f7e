import { seqDelta } from '../serial.js';
import { allocateRtcp, type RawRtcp, rtcpType } from './packet.js';

/** Format of transport feedback that asks for retransmission. */
export const nackFormat = 1;

/** Generic negative acknowledgement (RFC 4585, 6.2.1). */
export interface Nack {
  readonly type: 'nack';
  readonly senderSsrc: number;
  readonly mediaSsrc: number;
  readonly sequenceNumbers: readonly number[];
}

export function readNack(raw: RawRtcp): Nack | undefined {
  const { body } = raw;
  if (body.length < 12) return undefined;
  const sequenceNumbers: number[] = [];
  for (let at = 8; at + 4 <= body.length; at += 4) {
    const first = body.readUInt16BE(at);
    sequenceNumbers.push(first);
    for (let mask = body.readUInt16BE(at + 2), next = first + 1; mask !== 0; mask >>= 1, next++)
      if ((mask & 1) !== 0) sequenceNumbers.push(next & 0xffff);
  }
  return { type: 'nack', senderSsrc: body.readUInt32BE(0), mediaSsrc: body.readUInt32BE(4), sequenceNumbers };
}

/** `sequenceNumbers` in ascending serial order, at least one. */
export function buildNack(senderSsrc: number, mediaSsrc: number, sequenceNumbers: readonly number[]): Buffer {
  const items = packItems(sequenceNumbers);
  const packet = allocateRtcp(rtcpType.transportFeedback, nackFormat, 8 + items.length * 4);
  packet.writeUInt32BE(senderSsrc, 4);
  packet.writeUInt32BE(mediaSsrc, 8);
  items.forEach((item, index) => {
    packet.writeUInt16BE(item.first, 12 + index * 4);
    packet.writeUInt16BE(item.mask, 14 + index * 4);
  });
  return packet;
}

/** Each item names one lost packet, and by a mask which of the 16 behind it are lost too. */
function packItems(sequenceNumbers: readonly number[]): { first: number; mask: number }[] {
  const items: { first: number; mask: number }[] = [];
  for (const sequenceNumber of sequenceNumbers) {
    const item = items.at(-1);
    const distance = item ? seqDelta(sequenceNumber, item.first) : 0;
    if (item && distance >= 1 && distance <= 16) item.mask |= 1 << (distance - 1);
    else if (!item || distance !== 0) items.push({ first: sequenceNumber, mask: 0 });
  }
  return items;
}
