import { Audio, Video } from 'node-datachannel';
import { midOf, parseSdp, type Sdp, type SdpMedia } from '../../wire/sdp.js';
import type { MediaKind } from './media-kind.js';

// The media of one peer share one transport (BUNDLE). The native library is told of one m-line only, the carrier: it then
// hands everything that arrives to that one track, and each track it does not have makes every wake-up of the event loop
// cheaper. The other m-lines are written and read here.

/** Opus as it is offered and answered; the library's default would ask publishers for stereo. */
const opusParameters = 'minptime=10;useinbandfec=1';

/** One m-line of the server's side of a peer. */
export interface PeerMedia {
  readonly kind: MediaKind;
  readonly mid: string;
  readonly payloadType: number;
  /** Present if the server sends. */
  readonly source?: { readonly ssrc: number; readonly cname: string; readonly streamId: string };
}

/** The library's form of an m-line. */
export function describeMedia(media: PeerMedia): Audio | Video {
  const direction = media.source ? 'SendOnly' : 'RecvOnly';
  const description = media.kind === 'video' ? new Video(media.mid, direction) : new Audio(media.mid, direction);
  if (description instanceof Video) description.addVP8Codec(media.payloadType);
  else description.addOpusCodec(media.payloadType, opusParameters);
  if (media.source) {
    const { ssrc, cname, streamId } = media.source;
    description.addSSRC(ssrc, cname, streamId, `${streamId}-${media.kind}`);
  }
  return description;
}

/** What the library gets to see of a client's description. */
export function carrierOnly(sdp: Sdp, mid: string): Sdp {
  return { session: withGroups(sdp.session, [mid]), media: sdp.media.filter((media) => midOf(media) === mid) };
}

/**
 * What a client gets to see of the library's description, which has the carrier only.
 * @param order The m-lines to write: the client's if it offered, where those without {@link PeerMedia} are rejected.
 */
export function withBundled(library: Sdp, media: readonly PeerMedia[], order: readonly SdpMedia[]): Sdp {
  const carrier = library.media[0]!;
  const sections = order.map((wanted): SdpMedia => {
    const mid = midOf(wanted);
    const own = media.find((candidate) => candidate.mid === mid);
    if (!own) return rejected(wanted, mid);
    return mid === midOf(carrier) ? carrier : bundled(own, carrier);
  });
  const mids = media.map(({ mid }) => mid);
  return { session: withGroups(library.session, mids), media: sections };
}

/** m-lines in the order of an offer that the server makes. */
export function orderOf(media: readonly PeerMedia[]): SdpMedia[] {
  return media.map((own) => section(own));
}

function bundled(own: PeerMedia, carrier: SdpMedia): SdpMedia {
  const transport = carrier.lines.filter((line) => /^a=(setup|ice-ufrag|ice-pwd|fingerprint|ice-options):/.test(line));
  const written = section(own);
  return { ...written, port: carrier.port, lines: [...written.lines, ...transport] };
}

function section(own: PeerMedia): SdpMedia {
  const text = `v=0\r\n${describeMedia(own).generateSdp('\r\n', 'IP4 0.0.0.0', 9)}`;
  return parseSdp(text)!.media[0]!;
}

function rejected(offered: SdpMedia, mid: string | undefined): SdpMedia {
  const lines = ['c=IN IP4 0.0.0.0', ...(mid === undefined ? [] : [`a=mid:${mid}`]), 'a=inactive'];
  return { ...offered, port: 0, lines };
}

function withGroups(session: readonly string[], mids: readonly string[]): string[] {
  return session.map((line) => line.replace(/^a=group:(BUNDLE|LS) .*/, `a=group:$1 ${mids.join(' ')}`));
}
