/** Who sends or receives a peer, as faults and figures name it. */
export interface PeerOptions {
  /** Index of the participant within its session, if the client said so. */
  readonly participant?: number;
}

/** What the media server has carried since it started. */
export interface MediaCounters {
  readonly packetsReceived: number;
  readonly packetsForwarded: number;
  readonly bytesForwarded: number;
  readonly packetsDropped: number;
}

/** The part of the server that carries media, as signalling sees it. Offers and answers hold all of the server's candidates. */
export interface MediaServer {
  /** Answers a publisher. Again for the same stream: replaces the publisher's peer, subscribers stay. */
  publish(request: PeerOptions & { streamId: string; offer: string; sessionName: string }): Promise<string>;
  /** Answers a subscriber that offers. */
  answerSubscription(request: PeerOptions & { streamId: string; legId: string; offer: string }): Promise<string>;
  /** Offers a stream to a subscriber. */
  offerSubscription(request: PeerOptions & { streamId: string; legId: string }): Promise<string>;
  acceptSubscription(request: { legId: string; answer: string }): void;
  /** @param peerId A stream id (its publisher's peer) or a leg id. */
  addCandidate(peerId: string, candidate: string, mid: string): void;
  /** Does nothing if there is no such leg. */
  closeLeg(legId: string): void;
  /** Closes the publisher's peer and every leg of the stream; does nothing if there is no such stream. */
  closeStream(streamId: string): void;
  counters(): MediaCounters;
  close(): Promise<void>;
}
