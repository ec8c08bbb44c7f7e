import { formatSdp, midOf, parseSdp } from '../../../wire/sdp.js';
import { extensionId } from '../clips/layer-clip.js';

/**
 * The offer with its video as a simulcast: layers are told by their ids in header extensions, not by SSRC.
 * @param rids By ascending size.
 */
export function withSimulcast(offer: string, rids: readonly string[]): string {
  const sdp = parseSdp(offer)!;
  const media = sdp.media.map((section) => {
    if (section.kind !== 'video') return section;
    const lines = section.lines.filter((line) => !line.startsWith('a=ssrc'));
    const added = [
      `a=extmap:${extensionId.mid} urn:ietf:params:rtp-hdrext:sdes:mid`,
      `a=extmap:${extensionId.rid} urn:ietf:params:rtp-hdrext:sdes:rtp-stream-id`,
      ...rids.map((rid) => `a=rid:${rid} send`),
      `a=simulcast:send ${rids.join(';')}`,
    ];
    return { ...section, lines: [...lines, ...added] };
  });
  if (media.some((section) => section.kind === 'video' && midOf(section)?.length !== 1))
    throw new RangeError('The header extension of a simulcast has room for a mid of one character.');
  return formatSdp({ ...sdp, media });
}
