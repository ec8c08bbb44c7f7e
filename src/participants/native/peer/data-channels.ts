import type { DataChannel, PeerConnection } from 'node-datachannel';

/** A data channel to open. */
export interface OfferedChannel {
  readonly label: string;
  /** Whether messages come in order and without gaps; else none is repeated. */
  readonly reliable: boolean;
}

/** Whose messages are heard: those of channels of one label, whoever opened them. */
export interface ChannelListener {
  readonly label: string;
  onMessage(message: Buffer): void;
}

/** The data channels of one connection. */
export class DataChannels {
  /** All of them: one that is collected closes, and its other side hears of it. */
  readonly #channels: DataChannel[] = [];
  readonly #opened = new Map<string, DataChannel>();
  #closed = false;

  constructor(
    private readonly connection: PeerConnection,
    private readonly listener: ChannelListener,
  ) {
    connection.onDataChannel((channel) => this.#add(channel));
  }

  /** To be called before the offer is made. */
  open({ label, reliable }: OfferedChannel): void {
    const init = reliable ? {} : { unordered: true, maxRetransmits: 0 };
    const channel = this.connection.createDataChannel(label, init);
    this.#opened.set(label, channel);
    this.#add(channel);
  }

  /** Sends by a channel that was opened here. False: it is not open. */
  send(label: string, message: Uint8Array): boolean {
    const channel = this.#opened.get(label);
    try {
      if (this.#closed || !channel?.isOpen()) return false;
      channel.sendMessageBinary(message);
      return true;
    } catch {
      // As with tracks: a channel whose transport has just closed throws until its state change reaches us.
      return false;
    }
  }

  close(): void {
    this.#closed = true;
    for (const channel of this.#channels.splice(0)) channel.close();
  }

  #add(channel: DataChannel): void {
    if (this.#closed) {
      channel.close();
      return;
    }
    this.#channels.push(channel);
    // As with tracks: it is cleaned up only if somebody listens for its closing.
    channel.onClosed(() => undefined);
    if (channel.getLabel() !== this.listener.label) return;
    channel.onMessage((message) => {
      if (!this.#closed && Buffer.isBuffer(message)) this.listener.onMessage(message);
    });
  }
}
