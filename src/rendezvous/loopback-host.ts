import { randomBytes } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import { type WebSocket, WebSocketServer } from 'ws';
import { messageOf } from '../model/errors.js';
import type { Progress } from '../model/gather.js';
import { Meeting } from './meeting.js';
import type { FromHost, ToHost } from './messages.js';

/** The meeting point of the generators of one machine: a WebSocket endpoint in the main process, reachable by its secret path only. */
export class LoopbackHost {
  readonly #meetings = new Map<string, Meeting>();
  readonly #refused = new Map<string, string>();
  readonly #server: WebSocketServer;
  readonly #onProgress: (progress: Progress) => void;

  private constructor(
    server: WebSocketServer,
    /** Address for the workers; holds the secret path. */
    readonly url: string,
    onProgress: (progress: Progress) => void,
  ) {
    this.#server = server;
    this.#onProgress = onProgress;
    server.on('connection', (socket) => this.#welcome(socket));
  }

  static async start(onProgress: (progress: Progress) => void): Promise<LoopbackHost> {
    const path = `/${randomBytes(16).toString('hex')}`;
    const server = new WebSocketServer({ host: '127.0.0.1', port: 0, path, maxPayload: 256 * 1024 * 1024 });
    await new Promise<void>((resolve, reject) => {
      server.once('listening', resolve);
      server.once('error', reject);
    });
    const { port } = server.address() as AddressInfo;
    return new LoopbackHost(server, `ws://127.0.0.1:${port}${path}`, onProgress);
  }

  /** Stops the scenario's generators wherever they wait; no effect if it is over. */
  abort(scenario: string, reason: string): void {
    this.#meetings.get(scenario)?.abort(reason);
  }

  /** Aborts a scenario of which nobody has come yet: whoever comes is told so. */
  refuse(scenario: string, reason: string): void {
    this.#refused.set(scenario, reason);
    this.abort(scenario, reason);
  }

  async close(): Promise<void> {
    for (const socket of this.#server.clients) socket.terminate();
    await new Promise<void>((resolve) => this.#server.close(() => resolve()));
  }

  #welcome(socket: WebSocket): void {
    let meeting: Meeting | undefined;
    let generator = 0;
    let done = false;
    const send = (message: FromHost) => socket.send(JSON.stringify(message));
    const receive = (message: ToHost) => {
      if (message.type === 'hello') {
        meeting = this.#meeting(message.scenario, message.generators);
        generator = message.generator;
        meeting.join(generator, send);
      } else if (message.type === 'gather') meeting?.gather(generator, message.key, message.value, message.timeoutMs);
      else if (message.type === 'progress') this.#onProgress(message.progress);
      else {
        done = true;
        if (message.type === 'abandon') meeting?.abort(message.reason);
      }
    };
    socket.on('message', (data) => {
      try {
        receive(JSON.parse(String(data)) as ToHost);
      } catch (thrown) {
        meeting?.abort(`Generator ${generator} sent what the rendezvous does not understand: ${messageOf(thrown)}`);
      }
    });
    // A socket error is always followed by close, which is handled below.
    socket.on('error', () => {});
    socket.on('close', () => {
      if (!meeting) return;
      meeting.leave(generator);
      if (!done) meeting.abort(`Generator ${generator} of ${meeting.generators} ended before its scenario did.`);
      if (meeting.empty) this.#meetings.delete(meeting.scenario);
    });
  }

  #meeting(scenario: string, generators: number): Meeting {
    const meeting = this.#meetings.get(scenario) ?? new Meeting(scenario, generators);
    this.#meetings.set(scenario, meeting);
    const reason = this.#refused.get(scenario);
    if (reason !== undefined) meeting.abort(reason);
    return meeting;
  }
}
