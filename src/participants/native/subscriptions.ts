import { messageOf } from '../../model/errors.js';
import { openViduErrorCode } from '../../wire/openvidu-error-codes.js';
import { Subscription, type SubscriptionContext } from './receive/subscription.js';
import type { RemoteStream } from './signalling/remote-publishers.js';
import { RpcError } from './signalling/rpc-error.js';

/** The subscriptions of one participant: one per stream of the publishers that its role receives from. */
export class Subscriptions {
  /** By connection id of the publisher. */
  readonly #open = new Map<string, Subscription>();

  /**
   * @param receivesFrom indexes of publishers.
   * @param onFailed told when a subscription did not come about although its publisher is still there.
   */
  constructor(
    private readonly context: SubscriptionContext,
    private readonly receivesFrom: readonly number[],
    private readonly onFailed: (from: number, reason: string) => void,
  ) {}

  add(stream: RemoteStream): void {
    if (!this.receivesFrom.includes(stream.from) || (!stream.hasAudio && !stream.hasVideo)) return;
    const subscription = new Subscription(this.context, stream);
    this.#open.set(stream.connectionId, subscription);
    subscription.open().catch((thrown) => {
      const gone = this.#open.get(stream.connectionId) !== subscription;
      if (!gone && !publisherLeft(thrown)) this.onFailed(stream.from, messageOf(thrown));
    });
  }

  remove(stream: RemoteStream): void {
    this.#open.get(stream.connectionId)?.close();
    this.#open.delete(stream.connectionId);
  }

  addCandidate(connectionId: string, candidate: string): void {
    this.#open.get(connectionId)?.addCandidate(candidate);
  }

  /** What can be said of the connection to a publisher. */
  describe(from: number): string {
    const found = [...this.#open.values()].find(({ stream }) => stream.from === from);
    return `receiving from ${from}: ${found?.describe() ?? 'no stream of it is announced'}`;
  }

  /** Replaces the connections that are not up. */
  recheck(): void {
    for (const subscription of this.#open.values()) subscription.recheck();
  }

  close(): void {
    for (const subscription of this.#open.values()) subscription.close();
    this.#open.clear();
  }
}

/** The publisher left between its announcement and our request: the server did nothing wrong. */
function publisherLeft(thrown: unknown): boolean {
  return (
    thrown instanceof RpcError &&
    (thrown.code === openViduErrorCode.userNotFound || thrown.code === openViduErrorCode.userNotStreaming)
  );
}
