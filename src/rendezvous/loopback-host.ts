import { randomBytes } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import { type WebSocket, WebSocketServer } from 'ws';
import { messageOf } from '../model/errors.js';
import type { Attendance, RendezvousWaits } from '../model/gather.js';
import type { Progress } from '../model/progress.js';
import { localNow } from './local-clock.js';
import { Meeting } from './meeting.js';
import type { FromHost, ToHost } from './messages.js';
import { endedEarly, fellSilent } from './sentences.js';
import { Watchdog } from './watchdog.js';

/** Signs of life that are asked for before a silence counts. */
const pingsPerSilence = 5;

/** The meeting point of the generators of one machine: a WebSocket endpoint in the main process, reachable by its secret path only. */
export class LoopbackHost {
  readonly #meetings = new Map<string, Meeting>();
  readonly #aborted = new Map<string, string>();
  readonly #server: WebSocketServer;
  readonly #onProgress: (progress: Progress) => void;
  readonly #silenceMs: number;
  readonly #pings: NodeJS.Timeout;

  private constructor(
    server: WebSocketServer,
    /** Address for the workers; holds the secret path. */
    readonly url: string,
    onProgress: (progress: Progress) => void,
    silenceMs: number,
  ) {
    this.#server = server;
    this.#onProgress = onProgress;
    this.#silenceMs = silenceMs;
    this.#pings = setInterval(() => {
      for (const socket of server.clients) if (socket.readyState === socket.OPEN) socket.ping();
    }, silenceMs / pingsPerSilence);
    this.#pings.unref();
    server.on('connection', (socket) => this.#welcome(socket));
  }

  static async start(
    onProgress: (progress: Progress) => void,
    { silenceMs }: Pick<RendezvousWaits, 'silenceMs'>,
  ): Promise<LoopbackHost> {
    const path = `/${randomBytes(16).toString('hex')}`;
    const server = new WebSocketServer({ host: '127.0.0.1', port: 0, path, maxPayload: 256 * 1024 * 1024 });
    await new Promise<void>((resolve, reject) => {
      server.once('listening', resolve);
      server.once('error', reject);
    });
    const { port } = server.address() as AddressInfo;
    return new LoopbackHost(server, `ws://127.0.0.1:${port}${path}`, onProgress, silenceMs);
  }

  /** Stops the scenario's generators wherever they wait, and whoever comes later; no effect if it is over. */
  abort(scenario: string, reason: string): void {
    this.#meetings.get(scenario)?.abort(reason);
    if (!this.#aborted.has(scenario)) this.#aborted.set(scenario, reason);
  }

  async close(): Promise<void> {
    clearInterval(this.#pings);
    for (const socket of this.#server.clients) socket.terminate();
    await new Promise<void>((resolve) => this.#server.close(() => resolve()));
  }

  #welcome(socket: WebSocket): void {
    let meeting: Meeting | undefined;
    let who: Attendance | undefined;
    let watchdog: Watchdog | undefined;
    let done = false;
    const send = (message: FromHost) => socket.send(JSON.stringify(message));
    const arrive = (attendance: Attendance) => {
      who = attendance;
      const here = this.#meeting(who.scenario, who.generators);
      if (!here.join(who, send)) return;
      meeting = here;
      watchdog = new Watchdog(this.#silenceMs, () => {
        here.abort(fellSilent([attendance.generator], attendance.generators, this.#silenceMs));
        socket.terminate();
      });
    };
    const receive = (message: ToHost) => {
      if (message.type === 'hello') arrive(message);
      else if (message.type === 'gather')
        meeting?.gather(who!.generator, message.key, message.value, message.timeoutMs);
      else if (message.type === 'progress') this.#onProgress(message.progress);
      else if (message.type === 'time') {
        const at = localNow();
        send({ type: 'time', askedAt: message.askedAt, receivedAt: at, answeredAt: at });
      } else {
        done = true;
        if (message.type === 'abandon') meeting?.abort(message.reason);
      }
    };
    socket.on('pong', () => watchdog?.heard());
    socket.on('message', (data) => {
      watchdog?.heard();
      try {
        receive(JSON.parse(String(data)) as ToHost);
      } catch (thrown) {
        meeting?.abort(
          `Generator ${who?.generator} sent what the rendezvous does not understand: ${messageOf(thrown)}`,
        );
      }
    });
    // A socket error is always followed by close, which is handled below.
    socket.on('error', () => {});
    socket.on('close', () => {
      watchdog?.stop();
      if (!meeting || !who) return;
      meeting.leave(who.generator);
      if (!done) meeting.abort(endedEarly(who));
      if (!meeting.empty) return;
      this.#meetings.delete(meeting.scenario);
      if (meeting.abortReason !== undefined) this.abort(meeting.scenario, meeting.abortReason);
    });
  }

  #meeting(scenario: string, generators: number): Meeting {
    const meeting = this.#meetings.get(scenario) ?? new Meeting(scenario, generators);
    this.#meetings.set(scenario, meeting);
    const reason = this.#aborted.get(scenario);
    if (reason !== undefined) meeting.abort(reason);
    return meeting;
  }
}
