import { type Bye, readBye } from './bye.js';
import {
  type FullIntraRequest,
  keyFrameFormat,
  type PictureLossIndication,
  readFullIntraRequest,
  readPictureLossIndication,
} from './key-frame-request.js';
import { type Nack, nackFormat, readNack } from './nack.js';
import { type RawRtcp, rtcpType, splitCompound } from './packet.js';
import { type ReceiverReport, readReceiverReport } from './receiver-report.js';
import { applicationFeedbackFormat, type Remb, readRemb } from './remb.js';
import { readSenderReport, type SenderReport } from './sender-report.js';
import { readSourceDescription, type SourceDescription } from './source-description.js';

export type RtcpPacket =
  | SenderReport
  | ReceiverReport
  | SourceDescription
  | Bye
  | PictureLossIndication
  | FullIntraRequest
  | Nack
  | Remb;

/**
 * The packets of a compound that this project understands, in order; others (extended reports, transport-wide feedback)
 * are left out. Undefined if the compound or a packet in it is malformed.
 */
export function parseRtcp(compound: Uint8Array): RtcpPacket[] | undefined {
  const raws = splitCompound(compound);
  if (!raws) return undefined;
  const packets: RtcpPacket[] = [];
  for (const raw of raws) {
    const read = readerOf(raw);
    if (!read) continue;
    const packet = read(raw);
    // Application feedback has many dialects: one that is not REMB is unknown, not malformed.
    if (!packet && read !== readRemb) return undefined;
    if (packet) packets.push(packet);
  }
  return packets;
}

function readerOf(raw: RawRtcp): ((raw: RawRtcp) => RtcpPacket | undefined) | undefined {
  switch (raw.packetType) {
    case rtcpType.senderReport:
      return readSenderReport;
    case rtcpType.receiverReport:
      return readReceiverReport;
    case rtcpType.sourceDescription:
      return readSourceDescription;
    case rtcpType.bye:
      return readBye;
    case rtcpType.transportFeedback:
      return raw.count === nackFormat ? readNack : undefined;
    case rtcpType.payloadFeedback:
      if (raw.count === keyFrameFormat.pictureLoss) return readPictureLossIndication;
      if (raw.count === keyFrameFormat.fullIntra) return readFullIntraRequest;
      return raw.count === applicationFeedbackFormat ? readRemb : undefined;
    default:
      return undefined;
  }
}
