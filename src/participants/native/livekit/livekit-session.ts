import { performance } from 'node:perf_hooks';
import {
  DisconnectReason,
  type JoinResponse,
  LeaveRequest as Leave,
  type LeaveRequest,
  LeaveRequest_Action,
  ParticipantTracks,
  type SessionDescription,
  type TrickleRequest,
  UpdateSubscription,
} from '@livekit/protocol';
import type { IceServer } from 'node-datachannel';
import { LoadError } from '../../../model/errors.js';
import type { SignalContent } from '../../../model/signal-text.js';
import { parseRtcp } from '../../../wire/rtcp/compound.js';
import { isRtcp } from '../../../wire/rtp.js';
import type { AccessLine } from '../impairment/access-line.js';
import { toIceServers } from '../peer/ice-servers.js';
import type { PacketOutlet } from '../peer/packet-outlet.js';
import type { ReceiverFeedback } from '../receive/receiver-feedback.js';
import type { Connections, ConnectionsContext } from './connections.js';
import { parseSignalPacket, reliableLabel } from './data-packets.js';
import type { LivekitMedia } from './livekit-media.js';
import { OneConnection } from './one-connection.js';
import { Publishing } from './publishing.js';
import type { ReceivedTracks, WantedTrack } from './received-tracks.js';
import { type RequestMessage, type ResponseMessage, SignalSocket, type SignalSocketOptions } from './signal-socket.js';
import { TwoConnections } from './two-connections.js';

export interface SessionListener {
  onSubscribeFailed(from: number, reason: string): void;
  /** The server put the participant out, for good. */
  onRemoved(reason: string): void;
  /** Signalling or media were lost; another session may take over. */
  onLost(reason: string): void;
  /** A signal of another participant came. Absent: no data channels are set up. */
  onSignal?(signal: SignalContent): void;
}

export interface SessionOptions extends Omit<SignalSocketOptions, 'onMessage' | 'onLost' | 'offer'> {
  /** Index within the room. */
  readonly participant: number;
  readonly tracks: ReceivedTracks;
  readonly feedback: ReceiverFeedback;
  /** What all its packets pass. */
  readonly line: AccessLine;
  readonly listener: SessionListener;
}

/** How long the server may take to say why it closed a media connection, in ms. */
const wordWithinMs = 1_000;

/** One life of a participant in a room: signalling and PeerConnections, until any of them is lost. */
export class LivekitSession {
  #socket: SignalSocket | undefined;
  #join!: JoinResponse;
  #connections: Connections | undefined;
  #publishing: Publishing | undefined;
  #early: ResponseMessage[] = [];
  #closed = false;
  #lostMedia: NodeJS.Timeout | undefined;

  /** Resolves when the server has let the participant in. @throws LoadError `JOIN_REFUSED`, `UNREACHABLE`, … */
  static async open(options: SessionOptions): Promise<LivekitSession> {
    const session = new LivekitSession(options);
    await session.#open().catch((thrown) => {
      // Whoever waits to be told should not wait for a server that may be gone.
      void session.close();
      throw thrown;
    });
    return session;
  }

  private constructor(private readonly options: SessionOptions) {}

  get participantSid(): string {
    return this.#join.participant?.sid ?? '';
  }

  /** Where feedback about what is received goes; undefined while nothing can be received. */
  get feedbackOutlet(): PacketOutlet | undefined {
    return this.#connections?.feedbackOutlet;
  }

  /** State of the connection that everything is received by, as a phrase. */
  describeReceiving(): string {
    return this.#connections?.describeReceiving() ?? 'not set up';
  }

  /** Resolves when media may flow. @throws LoadError */
  async publish(media: LivekitMedia): Promise<void> {
    const { participant } = this.options;
    const send = (message: RequestMessage) => this.#send(message);
    this.#publishing = new Publishing({ participant, connections: this.#connections!, send }, media);
    await this.#publishing.publish();
  }

  /** Sends a signal to everyone in the room; drops it while that cannot be. */
  sendSignal(text: string): void {
    this.#publishing?.sendSignal(text);
  }

  /** Tells the server whether the microphone is on, if it does not know yet. */
  tellVoice(): void {
    this.#publishing?.tellVoice();
  }

  /** Tells the server, and closes everything. */
  async leave(): Promise<void> {
    this.#socket?.send({ case: 'leave', value: new Leave({ reason: DisconnectReason.CLIENT_INITIATED }) });
    await this.close();
  }

  async close(): Promise<void> {
    this.#closed = true;
    clearTimeout(this.#lostMedia);
    this.#publishing?.close();
    this.#connections?.close();
    await this.#socket?.close();
  }

  async #open(): Promise<void> {
    let joined: (join: JoinResponse) => void = () => undefined;
    let failed: (problem: LoadError) => void = () => undefined;
    const join = new Promise<JoinResponse>((resolve, reject) => {
      joined = resolve;
      failed = reject;
    });
    const { address } = this.options;
    // Where nothing is to be learned of the join first, the offer goes with it, as that of LiveKit's own clients does.
    const early = address.isOld || !address.iceServers ? undefined : this.#oneConnection(address.iceServers);
    this.#connections = early?.connection;
    const socket = await SignalSocket.open({
      ...this.options,
      offer: early?.offer,
      onMessage: (message) => {
        if (message.case === 'join') joined(message.value);
        else if (this.#join) this.#onMessage(message);
        else if (message.case === 'leave') failed(notLetIn(address.origin, reasonOf(message.value)));
        else this.#early.push(message);
      },
      onLost: (reason) => {
        failed(notLetIn(address.origin, reason));
        this.#lost(reason);
      },
    });
    this.#socket = socket;
    this.#join = await join;
    const { pingInterval, pingTimeout, otherParticipants } = this.#join;
    if (pingInterval > 0) socket.keepAlive(pingInterval, pingTimeout);
    this.#subscribe(this.options.tracks.update(otherParticipants));
    if (!early || !socket.isForOneConnection) this.#connect(socket.isForOneConnection, this.#iceServers());
    for (const message of this.#early.splice(0)) this.#onMessage(message);
  }

  /** The connections of a participant that had to learn of the join first which these are. */
  #connect(isOne: boolean, iceServers: readonly IceServer[]): void {
    this.#connections?.close();
    if (!isOne) {
      this.#connections = new TwoConnections(this.#connectionsContext(iceServers));
      return;
    }
    const { connection, offer } = this.#oneConnection(iceServers);
    this.#connections = connection;
    this.#send({ case: 'offer', value: offer });
  }

  #oneConnection(iceServers: readonly IceServer[]): { connection: OneConnection; offer: SessionDescription } {
    const connection = new OneConnection(this.#connectionsContext(iceServers));
    return { connection, offer: connection.firstOffer() };
  }

  #send(message: RequestMessage): void {
    this.#socket?.send(message);
  }

  #onMessage(message: ResponseMessage): void {
    const { tracks, listener } = this.options;
    switch (message.case) {
      case 'update':
        this.#subscribe(tracks.update(message.value.participants));
        break;
      case 'offer':
        this.#connections?.onOffer(message.value);
        break;
      case 'answer':
        this.#connections?.onAnswer(message.value);
        break;
      case 'mediaSectionsRequirement':
        this.#connections?.onSectionsWanted(message.value.numAudios, message.value.numVideos);
        break;
      case 'trickle':
        this.#onCandidate(message.value);
        break;
      case 'trackPublished':
        this.#publishing?.onTrackPublished(message.value.cid, message.value.track?.sid ?? '');
        break;
      case 'subscribedQualityUpdate':
        this.#publishing?.onSubscribedQuality(message.value);
        break;
      case 'subscriptionResponse': {
        const from = tracks.publisherOf(message.value.trackSid);
        if (from !== undefined) listener.onSubscribeFailed(from, `the server refused it (code ${message.value.err})`);
        break;
      }
      case 'leave':
        this.#onLeave(message.value);
        break;
    }
  }

  #subscribe(wanted: readonly WantedTrack[]): void {
    if (wanted.length === 0) return;
    const trackSids = wanted.map(({ trackSid }) => trackSid);
    const participantTracks = wanted.map(
      ({ participantSid, trackSid }) => new ParticipantTracks({ participantSid, trackSids: [trackSid] }),
    );
    const value = new UpdateSubscription({ trackSids, subscribe: true, participantTracks });
    this.#send({ case: 'subscription', value });
  }

  #onCandidate({ candidateInit, target }: TrickleRequest): void {
    const { candidate } = JSON.parse(candidateInit) as { candidate?: string };
    if (candidate) this.#connections?.onCandidate(candidate, target);
  }

  #connectionsContext(iceServers: readonly IceServer[]): ConnectionsContext {
    const { tracks, feedback, listener, line, address } = this.options;
    const onMessage = (message: Buffer) => {
      const signal = parseSignalPacket(message);
      if (signal) listener.onSignal?.(signal);
    };
    return {
      options: { iceServers, line, ...(address.loopback && { bindAddress: '127.0.0.1' }) },
      tracks,
      send: (message) => this.#send(message),
      onPacket: (packet) => {
        const now = performance.now();
        if (!isRtcp(packet)) {
          tracks.onRtp(packet, now);
          return;
        }
        const packets = parseRtcp(packet) ?? [];
        feedback.onRtcp(packets, now);
        this.#publishing?.onRtcp(packets, now);
      },
      // A server that puts a participant out closes its media too, and its word on it may come later.
      onLost: (reason) => {
        this.#lostMedia = setTimeout(() => this.#lost(reason), wordWithinMs);
      },
      ...(listener.onSignal && { channels: { label: reliableLabel, onMessage } }),
    };
  }

  /** As the server named them to this participant, or to those before it. */
  #iceServers(): readonly IceServer[] {
    const { address } = this.options;
    if (address.iceServers) return address.iceServers;
    const servers = this.#join.iceServers.flatMap(({ urls, username, credential }) =>
      urls.map((url) => ({ url, username, credential })),
    );
    const usable = toIceServers(servers);
    if (servers.every(({ credential }) => credential === '')) address.iceServers = usable;
    return usable;
  }

  #onLeave(leave: LeaveRequest): void {
    if (leave.action === LeaveRequest_Action.DISCONNECT && !leave.canReconnect) {
      if (this.#closed) return;
      this.#closed = true;
      this.options.listener.onRemoved(reasonOf(leave));
    } else this.#lost(`the server asks to come again (${reasonOf(leave)})`);
  }

  #lost(reason: string): void {
    if (this.#closed) return;
    this.#closed = true;
    this.options.listener.onLost(reason);
  }
}

const reasonOf = ({ reason }: LeaveRequest): string => (DisconnectReason[reason] ?? String(reason)).toLowerCase();

const notLetIn = (origin: string, reason: string): LoadError =>
  new LoadError('JOIN_REFUSED', `${origin} did not let the participant in: ${reason}; look at the server's log.`);
