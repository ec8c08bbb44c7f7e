import { LoadError, type LoadErrorCode } from '../../model/errors.js';
import { directionOf, midOf, parseSdp, payloadTypeOf, type Sdp, ssrcsOf } from '../../wire/sdp.js';
import { keepVp8AndOpus, keptCodecs } from '../../wire/sdp-codecs.js';
import { type MediaKind, mediaKinds, type PerKind } from './media-kind.js';

/** One m-line of an offer that the server takes. */
export interface OfferedMedia {
  readonly kind: MediaKind;
  readonly mid: string;
  readonly payloadType: number;
  /** Absent when the offer names none. */
  readonly ssrc?: number;
}

export interface ReadOffer {
  /** Reduced to what the server supports. */
  readonly sdp: Sdp;
  readonly media: PerKind<OfferedMedia>;
}

/**
 * Reads what a client offers to send or to receive; the first m-line of each kind counts.
 * @throws LoadError if it is not SDP, offers no media, or lacks VP8 or Opus.
 */
export function readOffer(offer: string, clientWill: 'send' | 'receive', errorCode: LoadErrorCode): ReadOffer {
  const sdp = parseSdp(keepVp8AndOpus(offer) ?? '');
  if (!sdp) throw new LoadError(errorCode, 'The offer is not SDP; send one made by WebRTC.');
  const media: PerKind<OfferedMedia> = {};
  for (const section of sdp.media) {
    const kind = mediaKinds.find((known) => known === section.kind);
    const direction = directionOf(section);
    const isWanted = direction === 'sendrecv' || direction === (clientWill === 'send' ? 'sendonly' : 'recvonly');
    if (!kind || !isWanted || media[kind]) continue;
    const codec = keptCodecs[kind]!;
    const payloadType = payloadTypeOf(section, codec);
    const mid = midOf(section);
    if (payloadType === undefined || mid === undefined)
      throw new LoadError(errorCode, `The offer's ${kind} has no ${codec} or no mid; offer VP8 and Opus.`);
    const ssrc = ssrcsOf(section)[0];
    media[kind] = { kind, mid, payloadType, ...(ssrc !== undefined && { ssrc }) };
  }
  if (!media.audio && !media.video)
    throw new LoadError(errorCode, `The offer has no medium that the client will ${clientWill}; offer audio or video.`);
  return { sdp, media };
}
