import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import type { Socket } from 'node:net';
import type { Browser } from '@playwright/test';
import { OpenVidu, type OpenViduRole, type Session } from 'openvidu-node-client';
import { type PageServer, startPageServer } from '../../../src/participants/browser/page-server.js';
import type { ServerLimits } from '../../../src/server/limits.js';
import type { MediaServerKind } from '../../../src/server/server-options.js';
import { type RunningServer, startServer } from '../../../src/server/start-server.js';
import { launchChromium } from '../browser/launch.js';
import { Guest, type GuestOptions } from './guest.js';

/** An embedded server, a browser, and a session per test that guests join. */
export class Room {
  session!: Session;
  readonly #sockets = new Set<Socket>();
  readonly #accepted = (message: unknown) => void this.#sockets.add((message as { socket: Socket }).socket);

  private constructor(
    readonly browser: Browser,
    readonly server: RunningServer,
    private readonly pages: PageServer,
  ) {
    subscribe('net.server.socket', this.#accepted);
  }

  static async open(mediaServer: MediaServerKind, limits: Partial<ServerLimits> = {}): Promise<Room> {
    return new Room(await launchChromium(), await startServer({ mediaServer }, { limits }), await startPageServer());
  }

  async newSession(): Promise<void> {
    this.session = await new OpenVidu(this.server.url, this.server.secret).createSession();
  }

  async join(name: string, options: { role?: `${OpenViduRole}`; repairMedia?: boolean } = {}): Promise<Guest> {
    const { role = 'PUBLISHER', repairMedia = false } = options;
    const { token } = await this.session.createConnection({ role: role as OpenViduRole });
    const guest: GuestOptions = { url: this.pages.url, token, name, repairMedia };
    return Guest.join(await this.browser.newContext(), guest);
  }

  /** Cuts every connection to the server as a broken network would: no closing handshake. */
  cutSockets(): void {
    for (const socket of this.#sockets) if (socket.localPort === this.server.port) socket.resetAndDestroy();
  }

  /** Lets the guests of one test go. */
  async clear(): Promise<void> {
    await Promise.all(this.browser.contexts().map((context) => context.close()));
  }

  async close(): Promise<void> {
    unsubscribe('net.server.socket', this.#accepted);
    await this.browser.close();
    await this.server.close();
    await this.pages.close();
  }
}
