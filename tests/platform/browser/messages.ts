import { EventEmitter, on } from 'node:events';
import type { PageMessage, StatsMessage } from '../../../src/participants/browser/page-messages.js';

/** What pages pushed, for tests that wait for it. */
export class Messages {
  readonly #emitter = new EventEmitter();

  readonly push = (message: PageMessage): void => {
    this.#emitter.emit('message', message);
  };

  /** The first batch of statistics from now on that satisfies the condition. */
  async stats(condition: (message: StatsMessage) => boolean, limitMs = 60_000): Promise<StatsMessage> {
    for await (const [message] of on(this.#emitter, 'message', { signal: AbortSignal.timeout(limitMs) })) {
      const pushed = message as PageMessage;
      if (pushed.type === 'stats' && condition(pushed)) return pushed;
    }
    throw new Error('unreachable: the loop ends by returning or by the time limit');
  }
}
