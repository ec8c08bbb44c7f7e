import type { EpochMs } from '../model/units.js';

/** Seconds between the NTP era (1900) and the Unix epoch (1970). */
const ntpEpochOffsetSeconds = 2_208_988_800;

/** A 64-bit NTP timestamp (RFC 3550, 4). */
export interface NtpTime {
  /** Seconds since 1900, 32 bits. */
  readonly seconds: number;
  /** 1/2³² seconds. */
  readonly fraction: number;
}

export function ntpFromEpochMs(epochMs: EpochMs): NtpTime {
  const wholeSeconds = Math.floor(epochMs / 1000);
  const fraction = Math.floor((epochMs / 1000 - wholeSeconds) * 2 ** 32);
  return { seconds: (wholeSeconds + ntpEpochOffsetSeconds) >>> 0, fraction: fraction >>> 0 };
}

export function epochMsFromNtp(time: NtpTime): EpochMs {
  return (time.seconds - ntpEpochOffsetSeconds) * 1000 + (time.fraction / 2 ** 32) * 1000;
}

/** The middle 32 bits of an NTP timestamp, in 1/65536 seconds: what a report block's LSR holds. */
export function compactNtp(time: NtpTime): number {
  return (((time.seconds & 0xffff) << 16) | (time.fraction >>> 16)) >>> 0;
}

/** A duration in the unit of a report block's DLSR, 1/65536 seconds. */
export function compactNtpDuration(durationMs: number): number {
  return Math.round((Math.max(0, durationMs) * 65_536) / 1000) >>> 0;
}

/**
 * Round-trip time from a report block (RFC 3550, 6.4.1): arrival − LSR − DLSR, in ms and never negative. Undefined if the
 * receiver had no sender report yet (LSR 0).
 */
export function roundTripTimeMs(
  arrivedAt: EpochMs,
  lastSenderReport: number,
  delaySinceLastSenderReport: number,
): number | undefined {
  if (lastSenderReport === 0) return undefined;
  const units = (compactNtp(ntpFromEpochMs(arrivedAt)) - lastSenderReport - delaySinceLastSenderReport) | 0;
  return Math.max(0, (units * 1000) / 65_536);
}
