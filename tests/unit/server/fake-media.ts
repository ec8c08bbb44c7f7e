import { EventEmitter, once } from 'node:events';
import type { MediaServer } from '../../../src/server/media-server.js';

/** Stands in for the SFU: answers at once (or when told) and writes down what it was asked. */
export class FakeMedia implements MediaServer {
  /** `publish str_…`, `closeLeg …`, in order. */
  readonly calls: string[] = [];
  readonly participants = new Map<string, number | undefined>();
  readonly sessionNames: string[] = [];
  /** The next negotiation fails with this. */
  failure: Error | undefined;

  readonly #events = new EventEmitter();
  #gate: Promise<void> | undefined;

  /** Holds every negotiation from now on; `begun` resolves with the first, `release` lets them go on. */
  hold(): { readonly begun: Promise<unknown>; readonly release: () => void } {
    let release = () => {};
    this.#gate = new Promise((resolve) => {
      release = resolve;
    });
    return { begun: once(this.#events, 'negotiation'), release };
  }

  publish: MediaServer['publish'] = async ({ streamId, participant, sessionName }) => {
    this.sessionNames.push(sessionName);
    return this.#negotiate('publish', streamId, participant, 'answer to publisher');
  };
  answerSubscription: MediaServer['answerSubscription'] = async ({ legId, participant }) =>
    this.#negotiate('answerSubscription', legId, participant, 'answer to subscriber');
  offerSubscription: MediaServer['offerSubscription'] = async ({ legId, participant }) =>
    this.#negotiate('offerSubscription', legId, participant, 'offer to subscriber');
  acceptSubscription: MediaServer['acceptSubscription'] = ({ legId, answer }) => {
    this.calls.push(`acceptSubscription ${legId} ${answer}`);
  };
  addCandidate: MediaServer['addCandidate'] = (peerId, candidate, mid) => {
    this.calls.push(`addCandidate ${peerId} ${candidate} ${mid}`);
  };
  closeLeg: MediaServer['closeLeg'] = (legId) => {
    this.calls.push(`closeLeg ${legId}`);
  };
  closeStream: MediaServer['closeStream'] = (streamId) => {
    this.calls.push(`closeStream ${streamId}`);
  };
  counters: MediaServer['counters'] = () => ({
    packetsReceived: 3,
    packetsForwarded: 6,
    bytesForwarded: 6000,
    packetsDropped: 1,
    packetsRetransmitted: 0,
    keyFrameRequests: 0,
  });
  close: MediaServer['close'] = async () => {
    this.calls.push('close');
  };

  async #negotiate(method: string, peerId: string, participant: number | undefined, sdp: string): Promise<string> {
    this.calls.push(`${method} ${peerId}`);
    this.participants.set(peerId, participant);
    const { failure } = this;
    this.failure = undefined;
    this.#events.emit('negotiation');
    await this.#gate;
    if (failure) throw failure;
    return sdp;
  }
}
