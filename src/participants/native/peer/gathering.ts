import type { PeerConnection } from 'node-datachannel';
import { takeCandidates } from '../../../wire/sdp.js';

/** Time between two looks for local candidates while they are gathered, in ms. */
const gatherEveryMs = 50;

/** Looks for the local candidates of a connection, instead of listening: each listener costs every wake-up of the process. */
export class Gathering {
  readonly #known = new Set<string>();
  #timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly connection: PeerConnection,
    private readonly onCandidate: (candidate: string) => void,
  ) {}

  /** Tells of what was found so far, and of the rest as it comes. To be called once there is a local description. */
  start(): void {
    const isComplete = this.connection.gatheringState() === 'complete';
    for (const { candidate } of takeCandidates(this.connection.localDescription()!.sdp).candidates) {
      if (this.#known.has(candidate)) continue;
      this.#known.add(candidate);
      this.onCandidate(candidate);
    }
    if (!isComplete) this.#timer = setTimeout(() => this.start(), gatherEveryMs);
  }

  stop(): void {
    clearTimeout(this.#timer);
  }
}
