import type { BrowserContext, Page } from '@playwright/test';
import { pageSource } from '../../../src/participants/browser/page-source.js';
import { eventually } from '../browser/eventually.js';
import { installSdk } from './in-page.js';

export interface GuestOptions {
  /** Address of a page that loads openvidu-browser. */
  readonly url: string;
  readonly token: string;
  /** Its client data. */
  readonly name: string;
  /** Make new peer connections for all streams after a socket was lost. */
  readonly repairMedia: boolean;
}

/** A page with the real SDK in it, that has joined. */
export class Guest {
  /** Signalling methods that the SDK has called, in order. */
  readonly methods: string[] = [];
  connectionId = '';

  private constructor(
    readonly context: BrowserContext,
    readonly page: Page,
  ) {
    page.on('websocket', (socket) =>
      socket.on('framesent', ({ payload }) =>
        this.methods.push((JSON.parse(String(payload)) as { method: string }).method),
      ),
    );
  }

  static async join(context: BrowserContext, { url, token, name, repairMedia }: GuestOptions): Promise<Guest> {
    const guest = new Guest(context, await context.newPage());
    await guest.page.goto(url);
    await guest.page.evaluate(pageSource(installSdk, { repairMedia }));
    guest.connectionId = await guest.page.evaluate(([to, as]) => window.sdk.join(to, as), [token, name] as const);
    return guest;
  }

  /** Publishes and returns the id of the stream. */
  publish(): Promise<string> {
    return this.page.evaluate(() => window.sdk.publish());
  }

  /** Waits until the SDK has said these lines in this order, whatever else it said in between. */
  async said(...lines: readonly string[]): Promise<void> {
    const events = () => this.page.evaluate(() => window.sdk.events);
    await eventually(events, (said) => {
      let next = 0;
      for (const line of said) if (line === lines[next]) next += 1;
      return next === lines.length;
    });
  }

  /** Waits until frames of `name` are decoded that were not by now. */
  async sees(name: string): Promise<void> {
    const decoded = () => this.page.evaluate((who) => window.sdk.framesDecoded(who), name);
    const before = await decoded();
    await eventually(decoded, (now) => now >= before + 15);
  }
}
