import { allocateRtcp, type RawRtcp, rtcpType } from './packet.js';
import { type ReportBlock, readReportBlocks, reportBlocksLength, writeReportBlocks } from './report-block.js';

/** RFC 3550, 6.4.2. */
export interface ReceiverReport {
  readonly type: 'receiver-report';
  /** SSRC of whoever reports. */
  readonly ssrc: number;
  readonly reports: readonly ReportBlock[];
}

export function readReceiverReport(raw: RawRtcp): ReceiverReport | undefined {
  if (raw.body.length < 4) return undefined;
  const reports = readReportBlocks(raw.body, 4, raw.count);
  return reports && { type: 'receiver-report', ssrc: raw.body.readUInt32BE(0), reports };
}

/** At most 31 report blocks. */
export function buildReceiverReport(ssrc: number, reports: readonly ReportBlock[]): Buffer {
  const packet = allocateRtcp(rtcpType.receiverReport, reports.length, 4 + reportBlocksLength(reports.length));
  packet.writeUInt32BE(ssrc, 4);
  writeReportBlocks(packet, 8, reports);
  return packet;
}
