import type { EpochMs } from '../../model/units.js';
import { epochMsFromNtp, type NtpTime } from '../../wire/ntp.js';

/**
 * A publisher's NTP clock against the server's. Audio and video share it, so that sender reports to subscribers keep them
 * in step whatever the publisher's clock says.
 */
export class PublisherClock {
  #offsetMs = Number.POSITIVE_INFINITY;

  /** The least offset seen belongs to the report that waited least. */
  learn(ntp: NtpTime, arrivedAt: EpochMs): void {
    this.#offsetMs = Math.min(this.#offsetMs, arrivedAt - epochMsFromNtp(ntp));
  }

  /** The publisher's instant on the server's clock; call {@link learn} before. */
  serverTime(ntp: NtpTime): EpochMs {
    return epochMsFromNtp(ntp) + this.#offsetMs;
  }
}
