import { type HopRoundTrips, meanRoundTripMs, type Window } from '../quality/index.js';
import type { ExpectedStream } from './expected-streams.js';
import type { Roster } from './roster.js';

/**
 * Round trips of the two lines that a stream takes. A receiver that measures none on its own uses that of what it sends: it is the
 * same line. A publisher that another generator carries is not known here.
 */
export function hopRoundTrips(roster: Roster, stream: ExpectedStream, window: Window): HopRoundTrips {
  const publisherMs = ownRoundTripMs(roster, stream.session, stream.from, window);
  const receiverMs =
    meanRoundTripMs(roster.inbound(stream), window) ?? ownRoundTripMs(roster, stream.session, stream.to, window);
  return { ...(publisherMs !== undefined && { publisherMs }), ...(receiverMs !== undefined && { receiverMs }) };
}

function ownRoundTripMs(roster: Roster, session: number, participant: number, window: Window): number | undefined {
  const member = roster.memberOf(session, participant);
  return member && meanRoundTripMs([...roster.seriesOf(member).outbound.values()].flat(), window);
}
