import type { Rendezvous } from '../../src/model/gather.js';

/** Where a generator that carries a whole scenario meets itself. */
export const meetingOfOne: Rendezvous = {
  gather: async (_key, value) => [value],
  clock: async () => ({ offsetMs: 0, uncertaintyMs: 0 }),
  progress: () => {},
  aborted: new AbortController().signal,
  close: async () => {},
  abandon: async () => {},
};
