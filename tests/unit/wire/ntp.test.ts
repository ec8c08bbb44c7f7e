import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import {
  compactNtp,
  compactNtpDuration,
  epochMsFromNtp,
  ntpFromEpochMs,
  roundTripTimeMs,
} from '../../../src/wire/ntp.js';

describe('NTP time', () => {
  it('counts from 1900', () => {
    assert.deepEqual(ntpFromEpochMs(0), { seconds: 2_208_988_800, fraction: 0 });
    assert.deepEqual(ntpFromEpochMs(1500), { seconds: 2_208_988_801, fraction: 2 ** 31 });
  });

  it('comes back from any instant within a microsecond', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 2e12, noNaN: true }), (epochMs) => {
        assert.ok(Math.abs(epochMsFromNtp(ntpFromEpochMs(epochMs)) - epochMs) < 0.001);
      }),
    );
  });

  it('gives the round-trip time of the example in RFC 3550, 6.4.1', () => {
    // Sent at 0xb705:2000, received at 0xb710:8000 with DLSR 0x0005:4000: 6.125 s.
    const arrivedAt = epochMsFromNtp({ seconds: 0xb44db710, fraction: 0x80000000 });
    const lastSenderReport = compactNtp({ seconds: 0xb44db705, fraction: 0x20000000 });
    assert.equal(lastSenderReport, 0xb7052000);
    const roundTripTime = roundTripTimeMs(arrivedAt, lastSenderReport, 0x00054000);
    assert.ok(Math.abs(roundTripTime! - 6125) < 0.1, String(roundTripTime));
  });

  it('has no round-trip time before the first sender report, and never a negative one', () => {
    assert.equal(roundTripTimeMs(1e12, 0, 0), undefined);
    const justNow = compactNtp(ntpFromEpochMs(1e12));
    assert.equal(roundTripTimeMs(1e12, justNow, compactNtpDuration(5)), 0);
  });
});
