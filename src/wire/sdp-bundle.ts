import { attributes, midOf, type Sdp, type SdpMedia } from './sdp.js';

// The media of one peer share one transport (BUNDLE). A WebRTC library that is told of one of its m-lines only, the
// carrier, hands everything that arrives to that one; the others are added to and taken out of its descriptions here.

const transportLine = /^a=(setup|ice-ufrag|ice-pwd|ice-options|fingerprint):/;

/** The description with the carrier's m-line only, for the library. */
export function carrierOnly(sdp: Sdp, carrierMid: string): Sdp {
  return {
    session: withGroups(sdp.session, [carrierMid]),
    media: sdp.media.filter((media) => midOf(media) === carrierMid),
  };
}

/**
 * The other side's answer, reduced to what the library offered. Data channels, of which there is one m-line at most, get the mid that
 * the library gave them.
 */
export function answerFor(library: Sdp, answer: Sdp): Sdp {
  const media = library.media.flatMap((own) => {
    const mid = midOf(own) ?? '';
    const channels = own.kind === 'application';
    const answered = answer.media.find((section) => (channels ? section.kind === own.kind : midOf(section) === mid));
    if (!answered) return [];
    const lines = answered.lines.map((line) => (channels && line.startsWith('a=mid:') ? `a=mid:${mid}` : line));
    return [{ ...answered, lines }];
  });
  return { session: withGroups(answer.session, midsOf(media)), media };
}

/**
 * The library's description, which has the carrier only, with all m-lines, for the other side.
 * @param sections The m-lines in order. The carrier's is taken from the library; the others get its transport, unless they
 * are rejected (port 0).
 */
export function withBundled(library: Sdp, sections: readonly SdpMedia[]): Sdp {
  const carrier = library.media[0]!;
  const transport = carrier.lines.filter((line) => transportLine.test(line));
  const media = sections.map((section): SdpMedia => {
    if (midOf(section) === midOf(carrier)) return carrier;
    if (section.port === 0) return section;
    return { ...section, port: carrier.port, lines: [...section.lines, ...transport] };
  });
  const taken = media.filter(({ port }) => port !== 0);
  return { session: withGroups(library.session, midsOf(taken)), media };
}

/** The answer to an m-line that is not taken. */
export function rejectedSection(offered: SdpMedia): SdpMedia {
  const mids = attributes(offered, 'mid').map((mid) => `a=mid:${mid}`);
  return { ...offered, port: 0, lines: ['c=IN IP4 0.0.0.0', ...mids, 'a=inactive'] };
}

/**
 * An offer for the library of a carrier that the other side does not know of, with that side's data channels and transport.
 * @param carrier An m-line to receive.
 */
export function offerOfCarrier(offer: Sdp, carrier: SdpMedia): Sdp {
  const [first] = offer.media;
  const transport = first!.lines.filter((line) => transportLine.test(line));
  const lines = carrier.lines.map((line) => (line === 'a=recvonly' ? 'a=sendonly' : line));
  const channels = offer.media.filter(({ kind, port }) => kind === 'application' && port !== 0);
  const media = [{ ...carrier, lines: [...lines, ...transport] }, ...channels];
  return {
    session: withGroups(offer.session, midsOf(media)),
    media,
  };
}

const midsOf = (media: readonly SdpMedia[]): string[] => media.map((section) => midOf(section) ?? '');

function withGroups(session: readonly string[], mids: readonly string[]): string[] {
  return session.map((line) => line.replace(/^a=group:(BUNDLE|LS) .*/, `a=group:$1 ${mids.join(' ')}`));
}
