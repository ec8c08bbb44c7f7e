import { Audio, type Direction, Video } from 'node-datachannel';
import type { VideoCodec } from '../../../model/scenario.js';
import { directionOf, midOf, parseSdp, payloadTypeOf, type SdpMedia } from '../../../wire/sdp.js';
import { rejectedSection } from '../../../wire/sdp-bundle.js';
import { h264Format, h264PayloadTypeOf, keptCodecs } from '../../../wire/sdp-codecs.js';
import { payloadType } from '../clips/rtp-formats.js';

/** Ids that tie the m-lines and SSRCs of one publisher together. */
export interface Source {
  readonly ssrc: number;
  readonly cname: string;
  readonly streamId: string;
}

/** One m-line of a participant's side of a peer. */
export interface PeerMedia {
  readonly kind: 'audio' | 'video';
  readonly mid: string;
  readonly payloadType: number;
  /** Payload type of H264, if it is taken beside VP8 or (the same as `payloadType`) instead of it. */
  readonly h264PayloadType?: number;
  /** Present if the participant sends; else it receives. */
  readonly source?: Source;
  /** The participant does both, whatever its sources are. */
  readonly bothWays?: true;
}

/** m-lines for an offer: audio first, as browsers have it. @param sources what is sent, per kind; `null`: received. */
export function offeredMedia(
  sources: { readonly audio?: Source | null; readonly video?: Source | null },
  videoCodec: VideoCodec = 'vp8',
): PeerMedia[] {
  const media: PeerMedia[] = [];
  const add = (kind: PeerMedia['kind'], type: number, source: Source | null | undefined) => {
    if (source === undefined) return;
    const h264 = type === payloadType.h264 && { h264PayloadType: type };
    media.push({ kind, mid: String(media.length), payloadType: type, ...h264, ...(source && { source }) });
  };
  add('audio', payloadType.opus, sources.audio);
  add('video', payloadType[videoCodec], sources.video);
  return media;
}

/** What of an offered m-line is received; undefined if it has neither Opus nor VP8 nor H264. */
export function receivedMedia(offered: SdpMedia): PeerMedia | undefined {
  const { kind } = offered;
  const mid = midOf(offered);
  const codec = keptCodecs[kind];
  const h264 = kind === 'video' ? h264PayloadTypeOf(offered) : undefined;
  const type = (codec === undefined ? undefined : payloadTypeOf(offered, codec)) ?? h264;
  if ((kind !== 'audio' && kind !== 'video') || mid === undefined || type === undefined || offered.port === 0)
    return undefined;
  return { kind, mid, payloadType: type, ...(h264 !== undefined && { h264PayloadType: h264 }) };
}

/** The library's form of an m-line, with the feedback that native participants give and obey. */
export function describeMedia(media: PeerMedia): Audio | Video {
  const direction: Direction = media.bothWays ? 'SendRecv' : media.source ? 'SendOnly' : 'RecvOnly';
  const description = media.kind === 'audio' ? new Audio(media.mid, direction) : new Video(media.mid, direction);
  if (description instanceof Video) {
    // Declares NACK, PLI and REMB as well.
    if (media.payloadType !== media.h264PayloadType) description.addVP8Codec(media.payloadType);
    if (media.h264PayloadType !== undefined) description.addH264Codec(media.h264PayloadType, h264Format);
    for (const type of new Set([media.payloadType, media.h264PayloadType ?? media.payloadType]))
      description.parseSdpLine(`a=rtcp-fb:${type} ccm fir`);
  } else description.addOpusCodec(media.payloadType, 'minptime=10;useinbandfec=1');
  description.parseSdpLine('a=rtcp-rsize');
  if (media.source) description.addSSRC(media.source.ssrc, media.source.cname, media.source.streamId, media.kind);
  return description;
}

/** The m-line as SDP, without transport. */
export function sectionOf(media: PeerMedia): SdpMedia {
  return parseSdp(`v=0\r\n${describeMedia(media).generateSdp('\r\n', 'IP4 0.0.0.0', 9)}`)!.media[0]!;
}

const largestMessage = 'a=max-message-size:262144';

/** The m-line of data channels, behind those of so many media. */
export const offeredChannelsSection = (media: number): SdpMedia => ({
  kind: 'application',
  port: 9,
  protocol: 'UDP/DTLS/SCTP',
  formats: ['webrtc-datachannel'],
  lines: ['c=IN IP4 0.0.0.0', `a=mid:${media}`, 'a=sctp-port:5000', largestMessage],
});

/** The answer to an m-line of an offer whose media come and go: data channels and what can be received are taken. */
export function answeredSection(offered: SdpMedia): SdpMedia {
  if (offered.kind === 'application' && offered.port !== 0) {
    const kept = offered.lines.filter((line) => /^a=(mid|sctp-port):/.test(line));
    return { ...offered, lines: ['c=IN IP4 0.0.0.0', ...kept, largestMessage] };
  }
  const taken = receivedMedia(offered);
  if (!taken) return rejectedSection(offered);
  const section = sectionOf(taken);
  if (directionOf(offered) !== 'inactive') return section;
  return { ...section, lines: section.lines.map((line) => (line === 'a=recvonly' ? 'a=inactive' : line)) };
}
