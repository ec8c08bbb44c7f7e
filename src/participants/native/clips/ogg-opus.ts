import { LoadError } from '../../../model/errors.js';

const pageHeaderLength = 27;
/** An Ogg stream of Opus begins with an identification and a comment packet. */
const headerPackets = 2;

/**
 * The Opus packets of an Ogg file with one stream, in order.
 * @param name for messages.
 * @throws LoadError `INVALID_CONFIG` if the bytes are something else or cut off.
 */
export function parseOggOpus(bytes: Buffer, name: string): Buffer[] {
  const packets = readPackets(bytes, name);
  if (packets[0]?.toString('latin1', 0, 8) !== 'OpusHead') throw unreadable(name, 'it holds no Opus');
  if (packets.length <= headerPackets) throw unreadable(name, 'it holds no sound');
  return packets.slice(headerPackets);
}

function readPackets(bytes: Buffer, name: string): Buffer[] {
  const packets: Buffer[] = [];
  let parts: Buffer[] = [];
  for (let at = 0; at < bytes.length; ) {
    const segments = bytes[at + 26] ?? 0;
    const bodyAt = at + pageHeaderLength + segments;
    if (bytes.toString('latin1', at, at + 4) !== 'OggS' || bodyAt > bytes.length)
      throw unreadable(name, 'a page of it is broken');
    at = bodyAt;
    for (const length of bytes.subarray(bodyAt - segments, bodyAt)) {
      if (at + length > bytes.length) throw unreadable(name, 'it is cut off');
      parts.push(bytes.subarray(at, at + length));
      at += length;
      // A segment of 255 bytes goes on in the next one, also over the end of a page.
      if (length === 255) continue;
      packets.push(Buffer.concat(parts));
      parts = [];
    }
  }
  return packets;
}

function unreadable(name: string, why: string): LoadError {
  return new LoadError(
    'INVALID_CONFIG',
    `The sound ${name} cannot be used because ${why}; expected Opus in Ogg. Make it again with media/make-clips.sh.`,
  );
}
