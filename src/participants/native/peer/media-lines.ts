import nodeDataChannel, { type Audio, type Direction, type Video } from 'node-datachannel';
import { payloadType } from '../clips/rtp-formats.js';

/** Ids that tie the m-lines and SSRCs of one publisher together. */
export interface Source {
  readonly ssrc: number;
  readonly cname: string;
  readonly streamId: string;
}

/** An m-line for Opus; with a source, to send it, else to receive. */
export function audioLine(mid: string, source?: Source): Audio {
  const audio = new nodeDataChannel.Audio(mid, directionFor(source));
  audio.addOpusCodec(payloadType.opus);
  if (source) audio.addSSRC(source.ssrc, source.cname, source.streamId, 'audio');
  return audio;
}

/** An m-line for VP8 with the feedback that native participants give and obey. */
export function videoLine(mid: string, source?: Source): Video {
  const video = new nodeDataChannel.Video(mid, directionFor(source));
  // Declares NACK, PLI and REMB as well.
  video.addVP8Codec(payloadType.vp8);
  video.parseSdpLine(`a=rtcp-fb:${payloadType.vp8} ccm fir`);
  video.parseSdpLine('a=rtcp-rsize');
  if (source) video.addSSRC(source.ssrc, source.cname, source.streamId, 'video');
  return video;
}

function directionFor(source: Source | undefined): Direction {
  return source ? 'SendOnly' : 'RecvOnly';
}
