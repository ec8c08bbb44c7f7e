import type { FirstMedia, PeerName, PeerReport, RawStat, StatsMessage } from '../page-messages.js';
import type { UnnamedStream } from './app-signalling.js';

/** Names what the page of a user's own app could not: what it sends is its own, and `nameOf` knows whom it receives. */
export function nameReports(
  message: StatsMessage,
  nameOf: (stream: UnnamedStream) => PeerName | undefined,
): StatsMessage {
  const nameFirst = (media: FirstMedia): FirstMedia => {
    const report = message.reports.find(({ peer, name }) => peer === media.peer && !name);
    const stat = report?.stats.find(({ trackIdentifier }) => trackIdentifier === media.trackId);
    const name = media.name ?? (report && stat && nameOf(streamOf(report, stat)));
    return name ? { ...media, name } : media;
  };
  return {
    ...message,
    reports: message.reports.flatMap((report) => (report.name ? [report] : named(report, nameOf))),
    firstMedia: message.firstMedia.map(nameFirst),
  };
}

/** One report per stream that is received, and one for what is sent: an app may have one peer connection for all. */
function named(report: PeerReport, nameOf: (stream: UnnamedStream) => PeerName | undefined): PeerReport[] {
  const isInbound = ({ type }: RawStat) => type === 'inbound-rtp';
  const others = report.stats.filter((stat) => !isInbound(stat));
  const sends = others.some(({ type }) => type === 'outbound-rtp');
  const told = new Set<string>();
  const inbound = report.stats.filter(isInbound).flatMap((stat): PeerReport[] => {
    const name = nameOf(streamOf(report, stat));
    // A screen beside a camera would be counted into the same stream: the first of a kind is judged.
    const key = name && 'from' in name ? `${name.from} ${stat.kind}` : undefined;
    if (key !== undefined && told.has(key)) return [];
    if (key !== undefined) told.add(key);
    return [{ peer: report.peer, ...(name ? { name } : {}), stats: [stat, ...others] }];
  });
  return sends ? [{ peer: report.peer, name: { publishes: true }, stats: others }, ...inbound] : inbound;
}

const streamOf = ({ iceUfrag }: PeerReport, { trackIdentifier, mid }: RawStat): UnnamedStream => ({
  ...(iceUfrag === undefined ? {} : { iceUfrag }),
  ...(typeof trackIdentifier === 'string' ? { trackId: trackIdentifier } : {}),
  ...(typeof mid === 'string' ? { mid } : {}),
});
