import { messageOf } from '../model/errors.js';
import type { Platform, PlatformSession } from '../platforms/platform.js';

/** The sessions of a generator that are open on the platform, by their number in the scenario. */
export class OpenSessions {
  readonly #open = new Map<number, Promise<PlatformSession>>();
  /** A session that comes back waits until it is closed. */
  readonly #closing = new Map<number, Promise<void>>();
  /** What could not be closed, one sentence each. */
  readonly troubles: string[] = [];

  constructor(
    private readonly platform: Platform,
    private readonly nameOf: (session: number) => string,
  ) {}

  /** Opens it if it is not open. */
  get(session: number): Promise<PlatformSession> {
    const existing = this.#open.get(session);
    if (existing) return existing;
    const created = this.#create(session);
    this.#open.set(session, created);
    created.catch(() => this.forget(session, created));
    return created;
  }

  /** What a platform no longer knows, or never opened, is asked for again the next time. */
  forget(session: number, handle: Promise<PlatformSession> | undefined = this.#open.get(session)): void {
    if (handle && this.#open.get(session) === handle) this.#open.delete(session);
  }

  /** Closes it if it is open. Never rejects. */
  close(session: number): Promise<void> {
    const handle = this.#open.get(session);
    if (!handle) return this.#closing.get(session) ?? Promise.resolve();
    this.#open.delete(session);
    // One that could not be opened has told its joins.
    const opened = handle.catch(() => undefined);
    const closed = opened
      .then((open) => open?.close())
      .catch((thrown) => {
        this.troubles.push(messageOf(thrown));
      })
      .finally(() => {
        if (this.#closing.get(session) === closed) this.#closing.delete(session);
      });
    this.#closing.set(session, closed);
    return closed;
  }

  async closeAll(): Promise<void> {
    await Promise.all([...[...this.#open.keys()].map((session) => this.close(session)), ...this.#closing.values()]);
  }

  async #create(session: number): Promise<PlatformSession> {
    await this.#closing.get(session);
    return this.platform.createSession(this.nameOf(session));
  }
}
