import type { Sfu } from './sfu/sfu.js';

/** The part of the server that carries media, as REST and signalling see it. */
export type MediaServer = Pick<
  Sfu,
  | 'publish'
  | 'answerSubscription'
  | 'offerSubscription'
  | 'acceptSubscription'
  | 'addCandidate'
  | 'closeLeg'
  | 'closeStream'
  | 'counters'
  | 'close'
>;
