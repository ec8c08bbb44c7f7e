import { setTimeout as sleep } from 'node:timers/promises';
import { LoadError, messageOf } from '../../../model/errors.js';
import type { JoinOptions } from '../../participant.js';
import { SendMeter } from '../send/send-meter.js';
import { epochMs } from '../timing/clock.js';
import { SeededRandom } from '../timing/random.js';
import { loadLivekitMedia } from './livekit-media.js';
import { LivekitParticipant } from './livekit-participant.js';
import type { SignalAddress } from './signal-address.js';

/** One join under way: what it has opened so far can be closed at any moment. */
export class LivekitJoin {
  #participant: LivekitParticipant | undefined;
  #abandoned = false;

  /** @param onEnded told when the participant is gone. */
  constructor(
    private readonly options: JoinOptions,
    private readonly address: SignalAddress,
    private readonly onEnded: () => void,
  ) {}

  /** Joins, starts to subscribe, and publishes where the role says so. @throws LoadError */
  async run(): Promise<LivekitParticipant> {
    const { options, address, onEnded } = this;
    const random = new SeededRandom(options.seed);
    const meter = new SendMeter();
    const media = await loadLivekitMedia(options, random, meter);
    await sleep(Math.max(0, options.scheduledAt - epochMs()));
    if (this.#abandoned) throw new LoadError('ABORTED', 'The join was given up before it was due.');
    const participant = new LivekitParticipant({ options, address, random, meter, media, onEnded });
    this.#participant = participant;
    await participant.join();
    await participant.publish().catch((thrown) => this.#publishFailed(thrown));
    return participant;
  }

  /** Leaves nothing behind, however far the join came. */
  abandon(): void {
    this.#abandoned = true;
    void this.#participant?.leave();
  }

  #publishFailed(thrown: unknown): never {
    if (thrown instanceof LoadError && thrown.code === 'ABORTED') throw thrown;
    throw new LoadError(
      'PUBLISH_FAILED',
      `The participant joined ${this.address.origin} but could not publish: ${messageOf(thrown)}`,
      { cause: thrown },
    );
  }
}
