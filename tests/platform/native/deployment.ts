import { setTimeout as sleep } from 'node:timers/promises';
import { OpenVidu, type Session } from 'openvidu-node-client';
import type { FaultSettingsInput } from '../../../src/server/faults/fault-settings.js';
import type { ServerOptionsInput } from '../../../src/server/server-options.js';
import { type ServerProcess, spawnServer } from '../../../src/server/spawn.js';

/** An embedded server in a process of its own, with the little REST that these tests need. */
export class Deployment {
  private constructor(readonly server: ServerProcess) {}

  static async start(options: ServerOptionsInput): Promise<Deployment> {
    return new Deployment(await spawnServer(options));
  }

  newSession(): Promise<Session> {
    return new OpenVidu(this.server.url, this.server.secret).createSession();
  }

  /** Switches these faults on and all others off. */
  async setFaults(faults: FaultSettingsInput): Promise<void> {
    const response = await this.#rest('faults', { method: 'PUT', body: JSON.stringify(faults) });
    if (!response.ok) throw new Error(`The faults were refused with status ${response.status}.`);
  }

  /** Participants that are joined, over all sessions. */
  async connections(): Promise<number> {
    const response = await this.#rest('figures');
    return ((await response.json()) as { connections: number }).connections;
  }

  async close(): Promise<void> {
    await this.server.close();
  }

  #rest(path: string, init: RequestInit = {}): Promise<Response> {
    const credentials = Buffer.from(`OPENVIDUAPP:${this.server.secret}`).toString('base64');
    return fetch(`${this.server.url}/openvidu/api/embedded/${path}`, {
      ...init,
      headers: { authorization: `Basic ${credentials}`, 'content-type': 'application/json' },
    });
  }
}

/** The first answer that is not undefined, asked again and again. Fails after `limitMs`. */
export async function eventually<T>(what: string, ask: () => T | undefined | Promise<T | undefined>, limitMs = 60_000) {
  const end = Date.now() + limitMs;
  for (;;) {
    const answer = await ask();
    if (answer !== undefined) return answer;
    if (Date.now() > end) throw new Error(`It did not come to pass within ${limitMs} ms that ${what}.`);
    await sleep(50);
  }
}
