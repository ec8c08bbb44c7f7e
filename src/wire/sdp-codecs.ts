import { attributes, formatSdp, parseSdp, payloadTypeOf, type SdpMedia } from './sdp.js';

export interface KeepOptions {
  /** Keep the retransmission payload type and SSRCs (RTX) of the video codec. Default false: repair on the same SSRC. */
  readonly retransmission?: boolean;
}

/** Codec that is kept for each kind of media. */
export const keptCodecs: Readonly<Record<string, string>> = { audio: 'opus', video: 'vp8' };

/** Feedback that is really answered, per kind. Transport-wide feedback is not: promising it starves Chromium. */
const keptFeedback: Readonly<Record<string, readonly string[]>> = {
  audio: ['nack'],
  video: ['nack', 'nack pli', 'ccm fir', 'goog-remb'],
};

const droppedAttributes = /^a=(extmap|extmap-allow-mixed|rid|simulcast|rtpmap|fmtp|rtcp-fb|ssrc-group|ssrc)(:|$)/;

/**
 * The same description with VP8 and Opus only, without header extensions, simulcast and transport-wide feedback; ICE,
 * DTLS, mids, directions and media SSRCs stay. A medium without its codec is rejected (port 0). Undefined if it is not SDP.
 */
export function keepVp8AndOpus(text: string, options: KeepOptions = {}): string | undefined {
  const sdp = parseSdp(text);
  if (!sdp) return undefined;
  return formatSdp({
    session: sdp.session.filter((line) => !line.startsWith('a=extmap')),
    media: sdp.media.map((media) => keepCodec(media, options.retransmission ?? false)),
  });
}

function keepCodec(media: SdpMedia, retransmission: boolean): SdpMedia {
  const codec = keptCodecs[media.kind];
  if (!codec) return media;
  const payloadType = payloadTypeOf(media, codec);
  if (payloadType === undefined) return { ...media, port: 0 };
  const repair = retransmission ? repairPayloadType(media, payloadType) : undefined;
  const formats = [payloadType, ...(repair === undefined ? [] : [repair])];
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
