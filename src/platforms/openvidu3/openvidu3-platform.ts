import { randomUUID } from 'node:crypto';
import { RoomServiceClient } from 'livekit-server-sdk';
import { LoadError } from '../../model/errors.js';
import type { PlatformFigures } from '../../model/figures.js';
import { deploymentOrigin } from '../deployment-url.js';
import { newTransport, type Transport } from '../direct-request.js';
import type { Platform, PlatformInfo, PlatformOptions, PlatformSession } from '../platform.js';
import { requireSessionName } from '../session-name.js';
import { joinToken, lookingToken, tokenLifeSeconds } from './join-token.js';
import { callServerSdk } from './server-sdk-calls.js';
import { serverVersion } from './server-version.js';

export interface OpenVidu3Options extends PlatformOptions {
  readonly apiKey: string;
  /** Signs the tokens. Never logged. */
  readonly apiSecret: string;
}

/**
 * An OpenVidu 3 deployment, reached through the unmodified livekit-server-sdk.
 * @throws LoadError `INVALID_URL`
 */
export function createOpenVidu3Platform(options: OpenVidu3Options): Platform {
  return new OpenVidu3Platform(options);
}

/**
 * Seconds that a session stays open while nobody has joined yet (as long as its tokens), and after the last has left. LiveKit's own
 * 5 min and 20 s would end sessions of a long ramp, and those whose participants all reconnect at once, and the next to join would
 * get a new one of the same name.
 */
const sessionTimeouts = { emptyTimeout: tokenLifeSeconds, departureTimeout: 600 };
/** A session for the pre-flight only; it goes by itself should this process die. */
const probeTimeouts = { emptyTimeout: 30, departureTimeout: 1 };

class OpenVidu3Platform implements Platform {
  readonly #url: string;
  readonly #client: RoomServiceClient;
  readonly #transport: Transport;
  /** Sessions that are being closed. */
  readonly #closing = new Map<string, Promise<void>>();

  constructor(readonly options: OpenVidu3Options) {
    this.#url = deploymentOrigin(options.url, 'openvidu3');
    // The time limit is ours; a deployment under test is one deployment, so that no other may answer for it.
    this.#client = new RoomServiceClient(this.#url, options.apiKey, options.apiSecret, {
      requestTimeout: 0,
      failover: false,
    });
    this.#transport = newTransport(options.ignoreHTTPSErrors);
  }

  async preflight(): Promise<PlatformInfo> {
    const what = 'ask OpenVidu for its version';
    const name = `pwov-preflight-${randomUUID()}`;
    await this.#call(what, () => this.#client.createRoom({ name, ...probeTimeouts }));
    let version: string;
    try {
      version = await serverVersion(this.#describe(what), this.#transport, await lookingToken(this.options, name));
    } catch (thrown) {
      // The first trouble is the one to tell; the session goes by itself.
      await this.closeSession(name).catch(() => {});
      throw thrown;
    }
    await this.closeSession(name);
    return { edition: 'openvidu3', version, url: this.#url, embedded: false, faults: [] };
  }

  async createSession(name: string): Promise<PlatformSession> {
    requireSessionName(name);
    await this.#call(`create the session ${name}`, () => this.#client.createRoom({ name, ...sessionTimeouts }));
    return {
      name,
      createToken: (options = {}) => joinToken(this.options, name, options),
      close: () => this.closeSession(name),
    };
  }

  /** LiveKit counts the participants every 5 s, so that their number lags. */
  async listSessions(): Promise<{ name: string; participants: number }[]> {
    const rooms = await this.#call('list the sessions', () => this.#client.listRooms());
    return rooms.map(({ name, numParticipants }) => ({ name, participants: numParticipants }));
  }

  async closeSession(name: string): Promise<void> {
    requireSessionName(name);
    const closing = this.#closing.get(name) ?? this.#deleteRoom(name).finally(() => this.#closing.delete(name));
    this.#closing.set(name, closing);
    await closing;
  }

  /** LiveKit tells its figures on a port of its own, which deployments keep to themselves. */
  async figures(): Promise<PlatformFigures | undefined> {
    return undefined;
  }

  async #deleteRoom(name: string): Promise<void> {
    try {
      await this.#call(`close the session ${name}`, () => this.#client.deleteRoom(name));
    } catch (thrown) {
      if (!(await this.#isGoneAfter(thrown, name))) throw thrown;
    }
  }

  /** LiveKit answers 404 for a room that is gone; of two who delete one at once, it lets the second wait for seconds for a 503. */
  async #isGoneAfter(thrown: unknown, name: string): Promise<boolean> {
    if (!(thrown instanceof LoadError && ['REST_FAILED', 'TIMED_OUT'].includes(thrown.code))) return false;
    const rooms = await this.#call('list the sessions', () => this.#client.listRooms([name])).catch(() => undefined);
    return rooms?.length === 0;
  }

  #call<T>(what: string, call: () => Promise<T>): Promise<T> {
    return callServerSdk(this.#describe(what), this.#transport, call);
  }

  #describe(what: string) {
    return { what, url: this.#url, timeoutMs: this.options.timeoutMs };
  }
}
