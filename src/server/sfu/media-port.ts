import { randomInt } from 'node:crypto';
import { IceUdpMuxListener } from 'node-datachannel';
import { LoadError, messageOf } from '../../model/errors.js';

/** Below the ports that Linux gives out by itself, so that nobody else is given one that was chosen here. */
const choice = { from: 20_000, to: 32_768 };
const attempts = 50;

/**
 * The one UDP port that all of a server's peers share. Polling one socket instead of hundreds is what makes a peer cheap;
 * and the native library aborts the process when a port is not free, which is found out here first.
 */
export class MediaPort {
  readonly #listener: IceUdpMuxListener;

  private constructor(
    readonly address: string,
    readonly port: number,
    listener: IceUdpMuxListener,
  ) {
    this.#listener = listener;
  }

  /**
   * Takes `port`, or any that is free.
   * @throws LoadError `PORT_IN_USE`
   */
  static open(address: string, port?: number): MediaPort {
    for (let attempt = 1; ; attempt++) {
      const candidate = port ?? randomInt(choice.from, choice.to);
      try {
        return new MediaPort(address, candidate, new IceUdpMuxListener(candidate, address));
      } catch (thrown) {
        if (port === undefined && attempt < attempts) continue;
        const message = `UDP port ${candidate} of ${address} cannot be used for media (${messageOf(thrown)}); name a free one.`;
        throw new LoadError('PORT_IN_USE', message, { cause: thrown });
      }
    }
  }

  close(): void {
    this.#listener.stop();
  }
}
