import type { Impairment } from '../../model/impairment.js';
import type { StreamSample } from '../../model/samples.js';
import type { ParticipantRole, Voice } from '../../model/scenario.js';
import { parseSignal, signalType } from '../../model/signal-text.js';
import type { ReceivedSignal, SignalSchedule } from '../../model/signals.js';
import type { ServerNotifications } from '../../wire/openvidu-notifications.js';
import type { RemoteParticipant } from '../../wire/openvidu-streams.js';
import type {
  FirstFrame,
  JoinedParticipant,
  JoinTimes,
  ParticipantEvent,
  ParticipantEvidence,
  SendReport,
} from '../participant.js';
import type { AccessLine } from './impairment/access-line.js';
import { ParticipantLog } from './participant-log.js';
import type { PeerOptions } from './peer/peer.js';
import type { AudioSender } from './send/audio-sender.js';
import { type PublishedMedia, Publisher } from './send/publisher.js';
import type { SendMeter } from './send/send-meter.js';
import type { VideoSender } from './send/video-sender.js';
import { RemotePublishers } from './signalling/remote-publishers.js';
import { RpcError } from './signalling/rpc-error.js';
import type { SignallingClient } from './signalling/signalling-client.js';
import { SignalSender } from './signals/signal-sender.js';
import { Subscriptions } from './subscriptions.js';
import { epochMs } from './timing/clock.js';
import type { SeededRandom } from './timing/random.js';
import { processWheel } from './timing/tick-wheel.js';

/** What joining found out and made. */
export interface NativeParticipantParts {
  readonly signalling: SignallingClient;
  readonly role: ParticipantRole;
  readonly connectionId: string;
  readonly serverOffers: boolean;
  readonly peerOptions: PeerOptions;
  readonly line: AccessLine;
  readonly random: SeededRandom;
  readonly meter: SendMeter;
  /** Signals that it sends, if any. */
  readonly signals?: SignalSchedule;
  /** Times of the join so far; the publish time is added when it is known. */
  readonly times: JoinTimes;
  /** Told once, when the participant is gone, however it ended. */
  onEnded(): void;
}

/** A participant without browser: signalling and RTP in this process. */
export class NativeParticipant implements JoinedParticipant {
  readonly kind = 'native';
  readonly role: ParticipantRole;
  readonly connectionId: string;
  times: JoinTimes;
  readonly #log = new ParticipantLog();
  readonly #subscriptions: Subscriptions;
  readonly #remote: RemotePublishers;
  readonly #signals: SignalSender | undefined;
  #publisher: Publisher | undefined;
  #senders: readonly (AudioSender | VideoSender)[] = [];
  #ended = false;

  constructor(private readonly parts: NativeParticipantParts) {
    this.role = parts.role;
    this.connectionId = parts.connectionId;
    this.times = parts.times;
    this.#subscriptions = new Subscriptions(
      {
        ...this.#shared(),
        serverOffers: parts.serverOffers,
        roundTripMs: () => this.#roundTripMs(),
        onFirstFrame: (from, kind, timeToFirstFrameMs) => this.#log.addFirstFrame({ from, kind, timeToFirstFrameMs }),
      },
      parts.role.receivesFrom,
      (from, reason) => this.#log.addEvent({ type: 'subscribe-failed', from, reason, at: epochMs() }),
    );
    this.#remote = new RemotePublishers({
      onPublished: (stream) => this.#subscriptions.add(stream),
      onUnpublished: (stream) => this.#subscriptions.remove(stream),
    });
    this.#signals =
      parts.signals && new SignalSender(parts.signals, parts.role.index, (text) => this.#sendSignal(text));
  }

  /** Subscribes to whom the role says, now and later, and begins to send signals. @param present participants who were there before. */
  subscribe(present: readonly RemoteParticipant[]): void {
    this.#remote.addAll(present);
    this.parts.signalling.listen({
      onNotification: (method, params) => this.#onNotification(method, params),
      onReconnecting: () => this.#addPathEvent('reconnecting'),
      onReconnected: () => {
        this.#addPathEvent('reconnected');
        this.#publisher?.recheck();
        this.#subscriptions.recheck();
      },
      onLost: (reason) => this.#onDisconnected(reason),
    });
    this.#signals?.start();
  }

  /** Resolves when media may flow. Rejects with an RpcError if the server refused, else with a LoadError. */
  async publish(media: PublishedMedia): Promise<void> {
    const requestedAt = epochMs();
    const publisher = new Publisher(this.#shared(), media);
    this.#publisher = publisher;
    this.#senders = [media.audio, media.video].filter((sender) => sender !== undefined);
    await publisher.publish();
    this.times = { ...this.times, publishTime: epochMs() - requestedAt };
  }

  takeSamples(): StreamSample[] {
    return this.#log.takeSamples();
  }

  takeFirstFrames(): FirstFrame[] {
    return this.#log.takeFirstFrames();
  }

  takeEvents(): ParticipantEvent[] {
    return this.#log.takeEvents();
  }

  takeSignals(): ReceivedSignal[] {
    return this.#log.takeSignals();
  }

  takeSendReport(): SendReport {
    return this.parts.meter.take();
  }

  async impair(impairment: Impairment): Promise<void> {
    this.parts.line.impair(impairment);
  }

  setVoice(voice: Voice): void {
    this.#publisher?.setVoice(voice);
  }

  async evidence(from: number): Promise<ParticipantEvidence> {
    return { connections: [this.#subscriptions.describe(from)] };
  }

  async leave(): Promise<void> {
    if (!this.#ended) this.#end();
    await this.parts.signalling.leave();
  }

  #shared() {
    const { signalling, connectionId, peerOptions, line, random } = this.parts;
    return {
      signalling,
      connectionId,
      peerOptions: { ...peerOptions, line },
      random,
      wheel: processWheel,
      onSample: (sample: StreamSample) => this.#log.addSample(sample),
      onReconnecting: () => this.#addPathEvent('reconnecting'),
      onReconnected: () => this.#addPathEvent('reconnected'),
    };
  }

  #roundTripMs(): number | undefined {
    return this.#senders.find((sender) => sender.roundTripMs !== undefined)?.roundTripMs;
  }

  #addPathEvent(type: 'reconnecting' | 'reconnected'): void {
    this.#log.addEvent({ type, at: epochMs() });
  }

  #onNotification(method: string, params: Readonly<Record<string, unknown>>): void {
    if (method === 'sendMessage') this.#onSignal(params);
    else if (method === 'iceCandidate') this.#onCandidate(params as unknown as ServerNotifications['iceCandidate']);
    else if (params.connectionId === this.connectionId) this.#onOwn(method, String(params.reason ?? ''));
    else this.#remote.onNotification(method, params);
  }

  #onCandidate({ senderConnectionId, candidate }: ServerNotifications['iceCandidate']): void {
    if (senderConnectionId === this.connectionId) this.#publisher?.addCandidate(candidate);
    else this.#subscriptions.addCandidate(senderConnectionId, candidate);
  }

  /** To everyone in the session. */
  #sendSignal(data: string): void {
    this.parts.signalling
      .request('sendMessage', { message: JSON.stringify({ to: [], data, type: signalType }) })
      .catch((thrown) => {
        // What was not sent is missed by those who wait for it.
        if (!(thrown instanceof RpcError)) throw thrown;
      });
  }

  /** The server sends a signal to whoever sent it, too. */
  #onSignal({ type, data }: ServerNotifications['sendMessage']): void {
    const at = epochMs();
    const signal = type === signalType ? parseSignal(data) : undefined;
    if (!signal || signal.from === this.role.index) return;
    this.#log.addSignal({ from: signal.from, number: signal.number, at, latencyMs: at - signal.sentAt });
  }

  /** What the server did to this participant itself. */
  #onOwn(method: string, reason: string): void {
    if (method === 'participantEvicted') {
      this.parts.signalling.close();
      this.#onDisconnected(reason);
    } else if (method === 'participantUnpublished') {
      this.#publisher?.close();
      this.#publisher = undefined;
    }
  }

  #onDisconnected(reason: string): void {
    if (this.#ended) return;
    this.#end();
    this.#log.addEvent({ type: 'disconnected', reason, at: epochMs() });
  }

  #end(): void {
    this.#ended = true;
    this.#signals?.stop();
    this.#publisher?.close();
    this.#subscriptions.close();
    this.parts.line.close();
    this.parts.onEnded();
  }
}
