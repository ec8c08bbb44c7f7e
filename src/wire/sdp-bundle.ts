import { midOf, type Sdp, type SdpMedia } from './sdp.js';

// The media of one peer share one transport (BUNDLE). A WebRTC library that is told of one of its m-lines only, the
// carrier, hands everything that arrives to that one; the others are added to and taken out of its descriptions here.

/** The description with the carrier's m-line only, for the library. */
export function carrierOnly(sdp: Sdp, carrierMid: string): Sdp {
  return {
    session: withGroups(sdp.session, [carrierMid]),
    media: sdp.media.filter((media) => midOf(media) === carrierMid),
  };
}

/**
 * The library's description, which has the carrier only, with all m-lines, for the other side.
 * @param sections The m-lines in order. The carrier's is taken from the library; the others get its transport, unless they
 * are rejected (port 0).
 */
export function withBundled(library: Sdp, sections: readonly SdpMedia[]): Sdp {
  const carrier = library.media[0]!;
  const transport = carrier.lines.filter((line) => /^a=(setup|ice-ufrag|ice-pwd|ice-options|fingerprint):/.test(line));
  const media = sections.map((section): SdpMedia => {
    if (midOf(section) === midOf(carrier)) return carrier;
    if (section.port === 0) return section;
    return { ...section, port: carrier.port, lines: [...section.lines, ...transport] };
  });
  const mids = media.flatMap((section) => (section.port === 0 ? [] : [midOf(section) ?? '']));
  return { session: withGroups(library.session, mids), media };
}

function withGroups(session: readonly string[], mids: readonly string[]): string[] {
  return session.map((line) => line.replace(/^a=group:(BUNDLE|LS) .*/, `a=group:$1 ${mids.join(' ')}`));
}
