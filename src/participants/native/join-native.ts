import { setTimeout as sleep } from 'node:timers/promises';
import { formatClientData } from '../../model/client-data.js';
import { LoadError, messageOf } from '../../model/errors.js';
import type { JoinOptions } from '../participant.js';
import { AccessLine } from './impairment/access-line.js';
import { loadMedia } from './load-media.js';
import { NativeParticipant } from './native-participant.js';
import { toIceServers } from './peer/ice-servers.js';
import { SendMeter } from './send/send-meter.js';
import { RpcError } from './signalling/rpc-error.js';
import { SignallingClient } from './signalling/signalling-client.js';
import { parseToken } from './signalling/token.js';
import { epochMs } from './timing/clock.js';
import { SeededRandom } from './timing/random.js';
import { processWheel } from './timing/tick-wheel.js';

/** One join under way: what it has opened so far can be closed at any moment. */
export class NativeJoin {
  #signalling: SignallingClient | undefined;
  #participant: NativeParticipant | undefined;
  #abandoned = false;

  /** @param onEnded told when the participant is gone. */
  constructor(
    private readonly options: JoinOptions,
    private readonly onEnded: () => void,
  ) {}

  /** Joins, starts to subscribe, and publishes where the role says so. @throws LoadError */
  async run(): Promise<NativeParticipant> {
    const { options } = this;
    const address = parseToken(options.token);
    const random = new SeededRandom(options.seed);
    const meter = new SendMeter();
    const media = await loadMedia(options, random, meter);
    await sleep(Math.max(0, options.scheduledAt - epochMs()));
    const startLateness = Math.max(0, epochMs() - options.scheduledAt);

    const signalling = await SignallingClient.open(address, options.ignoreHTTPSErrors, options.joinTimeoutMs);
    this.#signalling = signalling;
    if (this.#abandoned) signalling.close();
    const joined = await signalling.join(options.token, formatClientData({ participant: options.role.index }));
    if (this.#abandoned) throw new LoadError('ABORTED', 'The participant was let in after its join had been given up.');
    const participant = new NativeParticipant({
      signalling,
      role: options.role,
      connectionId: joined.id,
      serverOffers: joined.mediaServer === 'mediasoup',
      peerOptions: address.loopback
        ? { iceServers: [], bindAddress: '127.0.0.1' }
        : { iceServers: toIceServers(joined.customIceServers ?? []) },
      line: new AccessLine(options.seed, options.impairment, processWheel),
      random,
      meter,
      ...(options.signals && { signals: options.signals }),
      times: { startLateness, joinTime: epochMs() - options.scheduledAt },
      onEnded: this.onEnded,
    });
    this.#participant = participant;
    participant.subscribe(joined.value);
    if (media) await participant.publish(media).catch((thrown) => this.#publishFailed(thrown, address.origin));
    return participant;
  }

  /** Leaves nothing behind, however far the join came. */
  abandon(): void {
    this.#abandoned = true;
    // Leaving, not only closing: the server may still be about to let the participant in.
    void (this.#participant ?? this.#signalling)?.leave();
  }

  #publishFailed(thrown: unknown, origin: string): never {
    if (thrown instanceof LoadError && thrown.code === 'ABORTED') throw thrown;
    const code = thrown instanceof RpcError && thrown.code !== undefined ? ` (code ${thrown.code})` : '';
    throw new LoadError(
      'PUBLISH_FAILED',
      `The participant joined ${origin} but could not publish: ${messageOf(thrown)}${code}; check its token's role and the media server.`,
      { cause: thrown },
    );
  }
}
