import type { WebSocket } from 'ws';
import { formatNotification } from '../../wire/jsonrpc.js';
import { maxUnreadBytes, type ServerLimits } from '../limits.js';
import type { ActiveConnection } from '../sessions/connection.js';
import { newRpcSessionId } from '../sessions/ids.js';
import type { Session } from '../sessions/session.js';
import { RequestQueue } from './request-queue.js';
import { Timer } from './timer.js';

/** One connection that has joined, in its session. */
export interface Participant {
  readonly session: Session;
  readonly connection: ActiveConnection;
}

const defaultPingIntervalMs = 5000;
const longestPingIntervalMs = 60_000;

/**
 * The server's side of one client's signalling. Survives its socket: a client whose socket broke presents the id on a new one.
 * Two timers guard it: the watchdog cuts off a client that no longer pings; the grace ends a session whose socket is gone.
 */
export class RpcSession {
  readonly id = newRpcSessionId();
  readonly requests = new RequestQueue();
  readonly #limits: ServerLimits;
  readonly #onLost: (session: RpcSession) => void;
  readonly #watchdog = new Timer();
  readonly #grace = new Timer();
  #pingIntervalMs = defaultPingIntervalMs;
  #socket: WebSocket | undefined;
  #participant: Participant | undefined;

  /** @param onLost Called when the grace ended without a new socket. */
  constructor(limits: ServerLimits, onLost: (session: RpcSession) => void) {
    this.#limits = limits;
    this.#onLost = onLost;
  }

  /** Absent before the client has joined, and after it has left. */
  get participant(): Participant | undefined {
    return this.#participant;
  }

  /** The client has joined. Its socket may be gone by now; then it must come back within the grace like any other. */
  enter(participant: Participant): void {
    this.#participant = participant;
    if (!this.#socket) this.#awaitReturn();
  }

  /** Takes a new socket. An old one is dropped without side effects. */
  attach(socket: WebSocket): void {
    const old = this.#socket;
    this.#socket = socket;
    this.#grace.stop();
    this.#watchdog.stop();
    if (old && old !== socket) old.terminate();
  }

  /** A socket closed. Starts the grace if it was the current one. */
  detach(socket: WebSocket): void {
    if (socket !== this.#socket) return;
    this.#socket = undefined;
    this.#watchdog.stop();
    if (this.#participant) this.#awaitReturn();
  }

  /** @param interval What the client announced with its first ping. */
  ping(interval: unknown): void {
    if (typeof interval === 'number' && interval > 0) this.#pingIntervalMs = Math.min(interval, longestPingIntervalMs);
    this.#watchdog.start(this.#pingIntervalMs * this.#limits.pingIntervalsMissed, () => this.#cutOff());
  }

  notify(method: string, params: object): void {
    if (this.#socket) sendText(this.#socket, formatNotification(method, params));
  }

  /** The participant has left: no reconnection any more, and the socket closes if the client does not close it. */
  release(): void {
    this.#participant = undefined;
    this.#grace.stop();
    this.#watchdog.stop();
    const socket = this.#socket;
    if (!socket) return;
    const closing = new Timer();
    socket.once('close', () => closing.stop());
    closing.start(this.#limits.closeAfterLeavingMs, () => socket.close(1000, 'The participant has left'));
  }

  #awaitReturn(): void {
    this.#grace.start(this.#limits.reconnectionGraceMs, () => this.#onLost(this));
  }

  #cutOff(): void {
    const socket = this.#socket;
    if (!socket) return;
    this.detach(socket);
    socket.close(1000, 'Close for not receive ping from client');
  }
}

/** Sends one frame; cuts off a client that has stopped reading. */
export function sendText(socket: WebSocket, text: string): void {
  if (socket.bufferedAmount > maxUnreadBytes) socket.terminate();
  else if (socket.readyState === socket.OPEN) socket.send(text);
}
