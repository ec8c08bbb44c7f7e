import type { StreamSample } from '../../model/samples.js';
import { parseSignal } from '../../model/signal-text.js';
import type { ReceivedSignal } from '../../model/signals.js';
import type { FirstFrame, ParticipantEvent } from '../participant.js';
import type { FirstMedia, PageMessage, PeerReport, ReceivedText } from './page-messages.js';
import { inboundSamples, type KnownRoundTrips, outboundSamples } from './samples-from-stats.js';

/** Kept when nobody takes them: about ten minutes of a room of 7. */
const mostSamples = 10_000;
const mostSignals = 10_000;

/** What a page pushed and nobody has taken yet. Memory stays bounded: the oldest samples go first. */
export class Inbox {
  #samples: StreamSample[] = [];
  #firstFrames: FirstFrame[] = [];
  #events: ParticipantEvent[] = [];
  #signals: ReceivedSignal[] = [];
  #closed = false;
  readonly #knownRoundTrips: KnownRoundTrips = new Map();
  /** Subscriptions that had their first media; a repaired connection has its first frame once more. */
  readonly #flowing = new Set<string>();

  receive(message: PageMessage): void {
    if (this.#closed) return;
    if (message.type === 'signals') {
      for (const received of message.received) this.#readSignal(received);
      if (this.#signals.length > mostSignals) this.#signals.splice(0, this.#signals.length - mostSignals);
      return;
    }
    if (message.type !== 'stats') {
      this.#events.push(message);
      return;
    }
    for (const report of message.reports) this.#read(report);
    for (const media of message.firstMedia) this.#readFirstMedia(media);
    if (this.#samples.length > mostSamples) this.#samples.splice(0, this.#samples.length - mostSamples);
  }

  /** Takes nothing in from now on: what a participant does while it leaves is no news. */
  close(): void {
    this.#closed = true;
  }

  takeSamples(): StreamSample[] {
    const taken = this.#samples;
    this.#samples = [];
    return taken;
  }

  takeFirstFrames(): FirstFrame[] {
    const taken = this.#firstFrames;
    this.#firstFrames = [];
    return taken;
  }

  takeEvents(): ParticipantEvent[] {
    const taken = this.#events;
    this.#events = [];
    return taken;
  }

  takeSignals(): ReceivedSignal[] {
    const taken = this.#signals;
    this.#signals = [];
    return taken;
  }

  #readSignal({ text, at }: ReceivedText): void {
    const signal = parseSignal(text);
    if (signal) this.#signals.push({ from: signal.from, number: signal.number, at, latencyMs: at - signal.sentAt });
  }

  #read({ name, stats }: PeerReport): void {
    if (!name) return;
    this.#samples.push(
      ...('publishes' in name ? outboundSamples(stats, this.#knownRoundTrips) : inboundSamples(stats, name.from)),
    );
  }

  #readFirstMedia({ name, kind, at }: FirstMedia): void {
    if (!name || 'publishes' in name) return;
    const subscription = `${name.from} ${name.subscribedAt} ${kind}`;
    if (this.#flowing.has(subscription)) return;
    this.#flowing.add(subscription);
    this.#firstFrames.push({ from: name.from, kind, timeToFirstFrameMs: at - name.subscribedAt });
  }
}
