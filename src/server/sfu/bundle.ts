import { Audio, Video } from 'node-datachannel';
import { midOf, parseSdp, type Sdp, type SdpMedia } from '../../wire/sdp.js';
import { rejectedSection, withBundled } from '../../wire/sdp-bundle.js';
import type { MediaKind } from './media-kind.js';

// The native library is told of one m-line of a peer only (src/wire/sdp-bundle.ts): each track that it does not have makes
// every wake-up of the event loop cheaper. The other m-lines are written and read here.

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

/**
 * What a client gets to see of the library's description, which has the carrier only.
 * @param order The m-lines to write: the client's if it offered, where those without {@link PeerMedia} are rejected.
 */
export function describeToClient(library: Sdp, media: readonly PeerMedia[], order: readonly SdpMedia[]): Sdp {
  const sections = order.map((wanted): SdpMedia => {
    const mid = midOf(wanted);
    const own = media.find((candidate) => candidate.mid === mid);
    return own ? section(own) : rejectedSection(wanted);
  });
  return withBundled(library, sections);
}

/** m-lines in the order of an offer that the server makes. */
export function orderOf(media: readonly PeerMedia[]): SdpMedia[] {
  return media.map((own) => section(own));
}

function section(own: PeerMedia): SdpMedia {
  const text = `v=0\r\n${describeMedia(own).generateSdp('\r\n', 'IP4 0.0.0.0', 9)}`;
  return parseSdp(text)!.media[0]!;
}
