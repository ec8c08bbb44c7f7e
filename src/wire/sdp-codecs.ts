import { attributes, formatSdp, parseSdp, payloadTypeOf, rtpMapsOf, type SdpMedia } from './sdp.js';

export interface KeepOptions {
  /** Keep H264 as {@link h264PayloadTypeOf} finds it, too. Default false. */
  readonly h264?: boolean;
  /** Keep the retransmission payload type and SSRCs (RTX) of the video codec. Default false: repair on the same SSRC. */
  readonly retransmission?: boolean;
}

/** What native participants send and receive of H264: what every implementation has, with packets of any size. */
export const h264Format = 'level-asymmetry-allowed=1;packetization-mode=1;profile-level-id=42e01f';

/** Codec that is kept for each kind of media. */
export const keptCodecs: Readonly<Record<string, string>> = { audio: 'opus', video: 'vp8' };

/** Feedback that is really answered, per kind. Transport-wide feedback is not: promising it starves Chromium. */
const keptFeedback: Readonly<Record<string, readonly string[]>> = {
  audio: ['nack'],
  video: ['nack', 'nack pli', 'ccm fir', 'goog-remb'],
};

const droppedAttributes = /^a=(extmap|extmap-allow-mixed|rid|simulcast|rtpmap|fmtp|rtcp-fb|ssrc-group|ssrc)(:|$)/;

/**
 * The same description with VP8 (or what the options name beside it) and Opus only, without header extensions, simulcast and transport-wide feedback; ICE,
 * DTLS, mids, directions and media SSRCs stay. A medium without its codec is rejected (port 0). Undefined if it is not SDP.
 */
export function keepVp8AndOpus(text: string, options: KeepOptions = {}): string | undefined {
  const sdp = parseSdp(text);
  if (!sdp) return undefined;
  return formatSdp({
    session: sdp.session.filter((line) => !line.startsWith('a=extmap')),
    media: sdp.media.map((media) => keepCodec(media, options)),
  });
}

/** Payload type of constrained baseline H264 in packetization mode 1. */
export function h264PayloadTypeOf(media: SdpMedia): number | undefined {
  const types = rtpMapsOf(media).flatMap(({ codec, payloadType }) => (codec === 'h264' ? [payloadType] : []));
  return types.find((type) => {
    const format = attributes(media, 'fmtp').find((value) => value.startsWith(`${type} `)) ?? '';
    return /packetization-mode=1/.test(format) && /profile-level-id=42e0/i.test(format);
  });
}

function keepCodec(media: SdpMedia, { retransmission, h264 }: KeepOptions): SdpMedia {
  const codec = keptCodecs[media.kind];
  if (!codec) return media;
  const payloadType = payloadTypeOf(media, codec);
  const beside = h264 && media.kind === 'video' ? h264PayloadTypeOf(media) : undefined;
  if (payloadType === undefined && beside === undefined) return { ...media, port: 0 };
  const repair = retransmission && payloadType !== undefined ? repairPayloadType(media, payloadType) : undefined;
  const formats = [payloadType, repair, beside].filter((format) => format !== undefined);
  return {
    ...media,
    formats: formats.map(String),
    lines: [
      ...media.lines.filter((line) => !droppedAttributes.test(line)),
      ...formats.flatMap((format) => codecLines(media, format)),
      ...sourceLines(media, repair !== undefined),
    ],
  };
}

function repairPayloadType(media: SdpMedia, payloadType: number): number | undefined {
  const fmtp = attributes(media, 'fmtp').find((value) => new RegExp(`^\\d+ (.*;)?apt=${payloadType}(;|$)`).test(value));
  return fmtp === undefined ? undefined : Number.parseInt(fmtp, 10);
}

function codecLines(media: SdpMedia, format: number): string[] {
  const isAbout = (value: string) => value.startsWith(`${format} `);
  const feedback = attributes(media, 'rtcp-fb').filter(
    (value) => isAbout(value) && keptFeedback[media.kind]?.includes(value.slice(value.indexOf(' ') + 1)),
  );
  return [
    ...attributes(media, 'rtpmap')
      .filter(isAbout)
      .map((value) => `a=rtpmap:${value}`),
    ...feedback.map((value) => `a=rtcp-fb:${value}`),
    ...attributes(media, 'fmtp')
      .filter(isAbout)
      .map((value) => `a=fmtp:${value}`),
  ];
}

function sourceLines(media: SdpMedia, withRepair: boolean): string[] {
  const groups = attributes(media, 'ssrc-group');
  const repairs = new Set(groups.flatMap((group) => (group.startsWith('FID ') ? group.split(' ').slice(2) : [])));
  const sources = attributes(media, 'ssrc').filter((value) => withRepair || !repairs.has(value.split(' ')[0]!));
  return [
    ...(withRepair ? groups.filter((group) => group.startsWith('FID ')).map((group) => `a=ssrc-group:${group}`) : []),
    ...sources.map((value) => `a=ssrc:${value}`),
  ];
}
