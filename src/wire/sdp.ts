export type SdpDirection = 'sendrecv' | 'sendonly' | 'recvonly' | 'inactive';

/** One media description: its `m=` line taken apart and its other lines as they stand. */
export interface SdpMedia {
  /** `audio`, `video`, `application`. */
  readonly kind: string;
  /** 0: rejected. */
  readonly port: number;
  /** `UDP/TLS/RTP/SAVPF` */
  readonly protocol: string;
  readonly formats: readonly string[];
  /** Lines behind the `m=` line, without line ends. */
  readonly lines: readonly string[];
}

export interface Sdp {
  /** Lines before the first `m=` line. */
  readonly session: readonly string[];
  readonly media: readonly SdpMedia[];
}

export interface RtpMap {
  readonly payloadType: number;
  /** Lower case: `vp8`, `opus`, `rtx`. */
  readonly codec: string;
  readonly clockRate: number;
}

/** Undefined if the text does not begin as SDP does or an `m=` line cannot be read. */
export function parseSdp(text: string): Sdp | undefined {
  const lines = text.split(/\r\n|\n/).filter((line) => line !== '');
  if (lines[0] !== 'v=0') return undefined;
  const starts = lines.flatMap((line, index) => (line.startsWith('m=') ? [index] : []));
  const media: SdpMedia[] = [];
  for (const [index, start] of starts.entries()) {
    const section = parseMedia(lines.slice(start, starts[index + 1]));
    if (!section) return undefined;
    media.push(section);
  }
  return { session: lines.slice(0, starts[0]), media };
}

export function formatSdp(sdp: Sdp): string {
  const lines = sdp.media.flatMap((media) => [
    `m=${media.kind} ${media.port} ${media.protocol} ${media.formats.join(' ')}`,
    ...media.lines,
  ]);
  return [...sdp.session, ...lines, ''].join('\r\n');
}

/** Value of the first `a=<name>:` line. */
export function attribute(media: SdpMedia, name: string): string | undefined {
  return attributes(media, name)[0];
}

/** Values of all `a=<name>:` lines. */
export function attributes(media: SdpMedia, name: string): string[] {
  const prefix = `a=${name}:`;
  return media.lines.flatMap((line) => (line.startsWith(prefix) ? [line.slice(prefix.length)] : []));
}

/** Media identification: what candidates and bundles refer to. */
export function midOf(media: SdpMedia): string | undefined {
  return attribute(media, 'mid');
}

/** `sendrecv` if nothing is said. */
export function directionOf(media: SdpMedia): SdpDirection {
  const found = media.lines.find((line) => /^a=(sendrecv|sendonly|recvonly|inactive)$/.test(line));
  return (found?.slice(2) ?? 'sendrecv') as SdpDirection;
}

/** SSRCs that carry media, in order; those of retransmission streams (second of a FID group) are left out. */
export function ssrcsOf(media: SdpMedia): number[] {
  const repairs = new Set(
    attributes(media, 'ssrc-group').flatMap((group) => (group.startsWith('FID ') ? group.split(' ').slice(2) : [])),
  );
  const ssrcs = attributes(media, 'ssrc').map((value) => value.split(' ')[0]!);
  return [...new Set(ssrcs)].filter((ssrc) => !repairs.has(ssrc)).map(Number);
}

export function rtpMapsOf(media: SdpMedia): RtpMap[] {
  return attributes(media, 'rtpmap').flatMap((value) => {
    const parts = /^(\d+) ([^/ ]+)\/(\d+)/.exec(value);
    if (!parts) return [];
    return [{ payloadType: Number(parts[1]), codec: parts[2]!.toLowerCase(), clockRate: Number(parts[3]) }];
  });
}

/** Payload type of the first format with this codec (lower case). */
export function payloadTypeOf(media: SdpMedia, codec: string): number | undefined {
  const offered = rtpMapsOf(media).filter((map) => map.codec === codec);
  return media.formats.map(Number).find((format) => offered.some((map) => map.payloadType === format));
}

export interface SdpCandidate {
  /** `candidate:…` */
  readonly candidate: string;
  readonly mid: string;
}

/** Candidates of all media with the mid they belong to. */
export function candidatesOf(sdp: Sdp): SdpCandidate[] {
  return sdp.media.flatMap((media) =>
    attributes(media, 'candidate').map((value) => ({ candidate: `candidate:${value}`, mid: midOf(media) ?? '0' })),
  );
}

/**
 * A description without its candidates, and the candidates. For whoever answers: with libdatachannel on the offering side,
 * checking its candidates before it has the answer costs a second or fails (its DTLS is not there yet), so they wait.
 */
export function takeCandidates(text: string): { readonly sdp: string; readonly candidates: readonly SdpCandidate[] } {
  const parsed = parseSdp(text);
  const lines = text.split(/\r\n|\n/).filter((line) => !/^a=(candidate:|end-of-candidates)/.test(line));
  return { sdp: lines.join('\r\n'), candidates: parsed ? candidatesOf(parsed) : [] };
}

function parseMedia(lines: readonly string[]): SdpMedia | undefined {
  const parts = /^m=(\S+) (\d+)(?:\/\d+)? (\S+)((?: \S+)*) *$/.exec(lines[0] ?? '');
  if (!parts) return undefined;
  return {
    kind: parts[1]!,
    port: Number(parts[2]),
    protocol: parts[3]!,
    formats: parts[4]!.trim().split(' '),
    lines: lines.slice(1),
  };
}
