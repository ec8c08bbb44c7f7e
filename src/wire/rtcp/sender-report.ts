import type { NtpTime } from '../ntp.js';
import { allocateRtcp, type RawRtcp, rtcpType } from './packet.js';
import { type ReportBlock, readReportBlocks, reportBlocksLength, writeReportBlocks } from './report-block.js';

/** RFC 3550, 6.4.1. */
export interface SenderReport {
  readonly type: 'sender-report';
  readonly ssrc: number;
  readonly ntp: NtpTime;
  /** The same instant as `ntp`, in the stream's RTP clock. */
  readonly rtpTimestamp: number;
  readonly packetCount: number;
  /** Payload bytes, headers left out. */
  readonly octetCount: number;
  readonly reports: readonly ReportBlock[];
}

const blocksAt = 24;

export function readSenderReport(raw: RawRtcp): SenderReport | undefined {
  if (raw.body.length < blocksAt) return undefined;
  const reports = readReportBlocks(raw.body, blocksAt, raw.count);
  return (
    reports && {
      type: 'sender-report',
      ssrc: raw.body.readUInt32BE(0),
      ntp: { seconds: raw.body.readUInt32BE(4), fraction: raw.body.readUInt32BE(8) },
      rtpTimestamp: raw.body.readUInt32BE(12),
      packetCount: raw.body.readUInt32BE(16),
      octetCount: raw.body.readUInt32BE(20),
      reports,
    }
  );
}

/** At most 31 report blocks; counts wrap at 32 bits. */
export function buildSenderReport(report: Omit<SenderReport, 'type'>): Buffer {
  const bodyLength = blocksAt + reportBlocksLength(report.reports.length);
  const packet = allocateRtcp(rtcpType.senderReport, report.reports.length, bodyLength);
  packet.writeUInt32BE(report.ssrc, 4);
  packet.writeUInt32BE(report.ntp.seconds, 8);
  packet.writeUInt32BE(report.ntp.fraction, 12);
  packet.writeUInt32BE(report.rtpTimestamp >>> 0, 16);
  packet.writeUInt32BE(report.packetCount >>> 0, 20);
  packet.writeUInt32BE(report.octetCount >>> 0, 24);
  writeReportBlocks(packet, 4 + blocksAt, report.reports);
  return packet;
}
