import { type HopRoundTrips, meanRoundTripMs, type Windows } from '../quality/index.js';
import type { ExpectedStream } from './expected-streams.js';
import type { Roster } from './roster.js';

/**
 * Round trips of the two lines that a stream takes. A receiver that measures none on its own uses that of what it sends: it is the
 * same line. A publisher that another generator carries is not known here.
 */
export function hopRoundTrips(roster: Roster, stream: ExpectedStream, windows: Windows): HopRoundTrips {
  const publisherMs = ownRoundTripMs(roster, stream.session, stream.from, windows);
  const receiverMs =
    meanRoundTripMs(roster.inbound(stream), windows) ?? ownRoundTripMs(roster, stream.session, stream.to, windows);
  return { ...(publisherMs !== undefined && { publisherMs }), ...(receiverMs !== undefined && { receiverMs }) };
}

function ownRoundTripMs(roster: Roster, session: number, participant: number, windows: Windows): number | undefined {
  const outbound = roster
    .membersOf(session, participant)
    .flatMap((member) => [...roster.seriesOf(member).outbound.values()]);
  return meanRoundTripMs(outbound.flat(), windows);
}
