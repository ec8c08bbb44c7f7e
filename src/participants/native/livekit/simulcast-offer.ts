import { formatSdp, midOf, parseSdp, type SdpMedia } from '../../../wire/sdp.js';
import { extensionId } from '../clips/layer-clip.js';

/** The offer with its video as a simulcast. @param rids By ascending size. */
export function withSimulcast(offer: string, rids: readonly string[]): string {
  const sdp = parseSdp(offer)!;
  const media = sdp.media.map((section) => (section.kind === 'video' ? simulcastSection(section, rids) : section));
  return formatSdp({ ...sdp, media });
}

/** The m-line of video as that of a simulcast, whose layers are told by their ids in header extensions, not by SSRC. */
export function simulcastSection(section: SdpMedia, rids: readonly string[]): SdpMedia {
  if (midOf(section)?.length !== 1)
    throw new RangeError('The header extension of a simulcast has room for a mid of one character.');
  const lines = section.lines.filter((line) => !line.startsWith('a=ssrc'));
  const added = [
    `a=extmap:${extensionId.mid} urn:ietf:params:rtp-hdrext:sdes:mid`,
    `a=extmap:${extensionId.rid} urn:ietf:params:rtp-hdrext:sdes:rtp-stream-id`,
    ...rids.map((rid) => `a=rid:${rid} send`),
    `a=simulcast:send ${rids.join(';')}`,
  ];
  return { ...section, lines: [...lines, ...added] };
}
