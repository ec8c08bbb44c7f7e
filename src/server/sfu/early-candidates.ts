/** Peers that candidates are kept for, and candidates kept per peer. A client that sends more gets no further. */
const maxPeers = 1000;
const maxCandidates = 32;

export interface EarlyCandidate {
  readonly candidate: string;
  readonly mid: string;
}

/** Candidates for peers that do not exist yet. */
export class EarlyCandidates {
  readonly #byPeer = new Map<string, EarlyCandidate[]>();

  keep(peerId: string, candidate: EarlyCandidate): void {
    const kept = this.#byPeer.get(peerId);
    if (kept) {
      if (kept.length < maxCandidates) kept.push(candidate);
      return;
    }
    this.#byPeer.set(peerId, [candidate]);
    if (this.#byPeer.size > maxPeers) this.#byPeer.delete(this.#byPeer.keys().next().value!);
  }

  take(peerId: string): readonly EarlyCandidate[] {
    const kept = this.#byPeer.get(peerId) ?? [];
    this.#byPeer.delete(peerId);
    return kept;
  }
}
