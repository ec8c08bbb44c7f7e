import { setTimeout as sleep } from 'node:timers/promises';
import type { Impairment } from '../../../model/impairment.js';
import type { StreamSample } from '../../../model/samples.js';
import type { Voice } from '../../../model/scenario.js';
import type { SignalContent } from '../../../model/signal-text.js';
import type { ReceivedSignal } from '../../../model/signals.js';
import { trackNameOf } from '../../../model/track-name.js';
import type {
  FirstFrame,
  JoinedParticipant,
  JoinOptions,
  JoinTimes,
  ParticipantEvent,
  ParticipantEvidence,
  SendReport,
} from '../../participant.js';
import { AccessLine } from '../impairment/access-line.js';
import { ParticipantLog } from '../participant-log.js';
import { ReceiverFeedback } from '../receive/receiver-feedback.js';
import type { SendMeter } from '../send/send-meter.js';
import { SignalSender } from '../signals/signal-sender.js';
import { epochMs } from '../timing/clock.js';
import type { SeededRandom } from '../timing/random.js';
import { processWheel } from '../timing/tick-wheel.js';
import type { LivekitMedia } from './livekit-media.js';
import { LivekitSession } from './livekit-session.js';
import { MediaJobs } from './media-jobs.js';
import { ReceivedTracks } from './received-tracks.js';
import type { SignalAddress } from './signal-address.js';

export interface LivekitParticipantParts {
  readonly options: JoinOptions;
  readonly address: SignalAddress;
  readonly random: SeededRandom;
  readonly meter: SendMeter;
  /** What it publishes, if anything. */
  readonly media: LivekitMedia;
  /** Told once, when the participant is gone, however it ended. */
  onEnded(): void;
}

/** How long a lost participant tries to come back, and how often, in ms. */
const returnWithinMs = 30_000;
const returnEveryMs = 1_000;
const leaveTimeoutMs = 5_000;

/** A participant of OpenVidu 3 without browser. What it loses is replaced as a whole: the server's resume restarts ICE, which node-datachannel cannot. */
export class LivekitParticipant implements JoinedParticipant {
  readonly kind = 'native';
  connectionId = '';
  times: JoinTimes = { startLateness: 0, joinTime: 0 };
  readonly #log = new ParticipantLog();
  readonly #tracks: ReceivedTracks;
  readonly #feedback: ReceiverFeedback;
  readonly #jobs: MediaJobs;
  readonly #line: AccessLine;
  readonly #signals: SignalSender | undefined;
  #session: LivekitSession | undefined;
  #ended = false;
  #returning = false;

  constructor(private readonly parts: LivekitParticipantParts) {
    const { role, seed, impairment, signals } = parts.options;
    this.#line = new AccessLine(seed, impairment, processWheel);
    this.#tracks = new ReceivedTracks(role.receivesFrom, (from, kind, timeToFirstFrameMs) =>
      this.#log.addFirstFrame({ from, kind, timeToFirstFrameMs }),
    );
    const ssrc = 1 + parts.random.below(2 ** 32 - 1);
    const { audio, layers } = parts.media;
    const senders = [...(audio ? [audio] : []), ...layers.map(({ sender }) => sender)];
    const roundTripMs = () => senders.find((sender) => sender.roundTripMs !== undefined)?.roundTripMs;
    this.#feedback = new ReceiverFeedback(this.#tracks, ssrc, trackNameOf(role.index), roundTripMs);
    this.#jobs = new MediaJobs({
      wheel: processWheel,
      random: parts.random,
      media: parts.media,
      cname: trackNameOf(role.index),
      tracks: this.#tracks,
      feedback: this.#feedback,
      roundTripMs,
      outlet: () => this.#session?.feedbackOutlet,
      onSample: (sample) => this.#log.addSample(sample),
    });
    this.#signals = signals && new SignalSender(signals, role.index, (text) => this.#session?.sendSignal(text));
  }

  get #publishes(): boolean {
    return this.role.publishes.audio || this.role.publishes.video;
  }

  get role() {
    return this.parts.options.role;
  }

  /** Joins and starts to subscribe. @throws LoadError */
  async join(): Promise<void> {
    const { scheduledAt } = this.parts.options;
    const startLateness = Math.max(0, epochMs() - scheduledAt);
    this.#session = await this.#open();
    this.connectionId = this.#session.participantSid;
    this.times = { startLateness, joinTime: epochMs() - scheduledAt };
    this.#jobs.start();
  }

  /** Resolves when media may flow, and begins to send signals. @throws LoadError */
  async publish(): Promise<void> {
    const requestedAt = epochMs();
    await this.#openSending();
    if (this.#publishes) this.times = { ...this.times, publishTime: epochMs() - requestedAt };
    this.#signals?.start();
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
    this.#line.impair(impairment);
  }

  setVoice(voice: Voice): void {
    const { audio } = this.parts.media;
    if (!audio || audio.voice === voice) return;
    audio.voice = voice;
    this.#session?.tellVoice();
  }

  async evidence(from: number): Promise<ParticipantEvidence> {
    const announced = this.#tracks.kindsOf(from).join(' and ') || 'nothing';
    const connection = this.#session?.describeReceiving() ?? 'not set up';
    return { connections: [`receiving from ${from}: ${announced} announced; ${connection}`] };
  }

  async leave(): Promise<void> {
    this.#end();
    await Promise.race([this.#session?.leave(), sleep(leaveTimeoutMs, undefined, { ref: false })]);
  }

  async #open(): Promise<LivekitSession> {
    const { options, address } = this.parts;
    this.#tracks.reset();
    const session = await LivekitSession.open({
      address,
      token: options.token,
      ignoreHTTPSErrors: options.ignoreHTTPSErrors,
      timeoutMs: options.joinTimeoutMs,
      participant: options.role.index,
      tracks: this.#tracks,
      feedback: this.#feedback,
      line: this.#line,
      listener: {
        onSubscribeFailed: (from, reason) =>
          this.#log.addEvent({ type: 'subscribe-failed', from, reason, at: epochMs() }),
        onRemoved: (reason) => this.#disconnected(reason),
        onLost: (reason) => void this.#comeBack(reason),
        ...(this.#signals && { onSignal: (signal: SignalContent) => this.#onSignal(signal) }),
      },
    });
    // It may have been given up meanwhile: then nobody else would close it.
    if (this.#ended) await session.leave();
    return session;
  }

  async #comeBack(reason: string): Promise<void> {
    if (this.#ended || this.#returning || !this.#session) return;
    this.#returning = true;
    this.#log.addEvent({ type: 'reconnecting', at: epochMs() });
    for (const until = epochMs() + returnWithinMs; !this.#ended && epochMs() < until; ) {
      await this.#session.close();
      if (await this.#tryAgain()) {
        this.#returning = false;
        this.#log.addEvent({ type: 'reconnected', at: epochMs() });
        return;
      }
      await sleep(returnEveryMs, undefined, { ref: false });
    }
    this.#disconnected(reason);
  }

  async #tryAgain(): Promise<boolean> {
    try {
      this.#session = await this.#open();
      await this.#openSending();
      return true;
    } catch {
      // The deployment may still be away; until its time is over it is tried again.
      return false;
    }
  }

  /** The connection to send by, if there is anything to send: who only watches sends signals all the same. */
  async #openSending(): Promise<void> {
    if (this.#publishes || this.#signals) await this.#session!.publish(this.parts.media);
  }

  #onSignal({ from, number, sentAt }: SignalContent): void {
    const at = epochMs();
    this.#log.addSignal({ from, number, at, latencyMs: at - sentAt });
  }

  #disconnected(reason: string): void {
    if (this.#ended) return;
    this.#end();
    void this.#session?.close();
    this.#log.addEvent({ type: 'disconnected', reason, at: epochMs() });
  }

  #end(): void {
    if (this.#ended) return;
    this.#ended = true;
    this.#jobs.stop();
    this.#signals?.stop();
    this.#line.close();
    this.parts.onEnded();
  }
}
