import type { Track } from 'node-datachannel';

/** Hands a packet to the native library, which copies it before this returns. False if it was not sent. */
export function trySend(track: Track, bytes: Buffer): boolean {
  try {
    return track.sendMessageBinary(bytes);
  } catch {
    // The transport closed, and its event has not reached this thread yet: as good as a packet lost on the way.
    return false;
  }
}
