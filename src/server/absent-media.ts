import type { MediaServer } from './media-server.js';

/** Refuses all media: stands in where the forwarding part is not built. */
export const absentMedia: MediaServer = {
  publish: () => Promise.reject(new Error('This server carries no media')),
  answerSubscription: () => Promise.reject(new Error('This server carries no media')),
  offerSubscription: () => Promise.reject(new Error('This server carries no media')),
  acceptSubscription: () => {
    throw new Error('This server carries no media');
  },
  addCandidate: () => undefined,
  closeLeg: () => undefined,
  closeStream: () => undefined,
  counters: () => ({ packetsReceived: 0, packetsForwarded: 0, bytesForwarded: 0, packetsDropped: 0 }),
  close: () => Promise.resolve(),
};
