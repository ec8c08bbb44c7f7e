import type { OutboundSample } from '../model/samples.js';
import type { EpochMs } from '../model/units.js';
import { isFlowing } from '../quality/index.js';
import type { Roster } from './roster.js';

/** A browser's bitrate is stable when two spans of this length differ by less than {@link stableWithin}. */
const stableSpanMs = 5_000;
const stableWithin = 0.15;

/** Whether nothing is left to wait for: every expected stream flows, and browsers send at a steady rate. */
export function hasSettled(roster: Roster, at: EpochMs): boolean {
  return roster.awaited(at).every((stream) => isFlowing(roster.inbound(stream), at)) && browsersAreSteady(roster, at);
}

/** A browser raises its bitrate for some seconds after it began to publish; a hold must not judge that. */
function browsersAreSteady(roster: Roster, at: EpochMs): boolean {
  return roster.crowd.members
    .filter(({ participant }) => participant.kind === 'browser' && participant.role.publishes.video)
    .every((member) => {
      const samples = (roster.seriesOf(member).outbound.get('video') ?? []) as OutboundSample[];
      const [early, late] = [
        rate(samples, at - 2 * stableSpanMs, at - stableSpanMs),
        rate(samples, at - stableSpanMs, at),
      ];
      return early !== undefined && late !== undefined && Math.abs(late - early) <= stableWithin * early;
    });
}

/** Bytes per millisecond sent between two instants; undefined without samples on both sides. */
function rate(samples: readonly OutboundSample[], from: EpochMs, to: EpochMs): number | undefined {
  const within = samples.filter((sample) => sample.at >= from - 1_000 && sample.at <= to);
  const [first, last] = [within[0], within.at(-1)];
  if (!first || !last || last.at - first.at < stableSpanMs / 2) return undefined;
  return (last.bytesSent - first.bytesSent) / (last.at - first.at);
}
