import { allocateRtcp, type RawRtcp, rtcpType } from './packet.js';

/** RFC 3550, 6.5; only the canonical names are read. */
export interface SourceDescription {
  readonly type: 'source-description';
  readonly sources: readonly { readonly ssrc: number; readonly cname?: string }[];
}

const cnameItem = 1;

export function readSourceDescription(raw: RawRtcp): SourceDescription | undefined {
  const { body } = raw;
  const sources: { ssrc: number; cname?: string }[] = [];
  let at = 0;
  for (let chunk = 0; chunk < raw.count; chunk++) {
    if (body.length < at + 4) return undefined;
    const source: { ssrc: number; cname?: string } = { ssrc: body.readUInt32BE(at) };
    at += 4;
    while (at < body.length && body[at] !== 0) {
      const end = at + 2 + (body[at + 1] ?? 0);
      if (end > body.length) return undefined;
      if (body[at] === cnameItem) source.cname = body.toString('utf8', at + 2, end);
      at = end;
    }
    // The list ends with at least one zero byte and fills up to a multiple of 4.
    at = (at & ~3) + 4;
    sources.push(source);
  }
  return { type: 'source-description', sources };
}

/** One source with its canonical name (at most 255 bytes of UTF-8). */
export function buildSourceDescription(ssrc: number, cname: string): Buffer {
  const name = Buffer.from(cname, 'utf8');
  const packet = allocateRtcp(rtcpType.sourceDescription, 1, 4 + ((2 + name.length) & ~3) + 4);
  packet.writeUInt32BE(ssrc, 4);
  packet[8] = cnameItem;
  packet[9] = name.length;
  name.copy(packet, 10);
  return packet;
}
