import type { Track } from 'node-datachannel';

/** Hands one RTP or RTCP packet to a track, which copies it. False if the track did not take it. */
export function sendPacket(track: Track, packet: Buffer): boolean {
  try {
    return track.sendMessageBinary(packet);
  } catch {
    // A track whose transport has just closed throws until its state change reaches us: the packet is not sent.
    return false;
  }
}
