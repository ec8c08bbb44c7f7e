import type { Browser, BrowserContext, Page, WebSocket } from '@playwright/test';
import { PageImpairment } from './impair/page-impairment.js';
import { collectStats } from './page/collect-stats.js';
import { bindingName, type PageMessage } from './page-messages.js';
import { pageSource } from './page-source.js';
import { statFields } from './samples-from-stats.js';

export interface ParticipantPageOptions {
  readonly browser: Browser;
  /** Address of the participant page. */
  readonly url: string;
  readonly ignoreHTTPSErrors: boolean;
  /** Whether its network conditions can be set; that has to be known from the start. */
  readonly impairable: boolean;
  readonly onMessage: (message: PageMessage) => void;
  /** The page crashed or its browser is gone. Called at most once. */
  readonly onDeath: (reason: string) => void;
}

/** One participant's context and page, with the collector in it. */
export class ParticipantPage {
  /** What Chromium said of the last signalling socket that failed. */
  socketError: string | undefined;
  #ended = false;
  readonly #sockets = new Set<WebSocket>();

  private constructor(
    private readonly context: BrowserContext,
    readonly page: Page,
    /** Absent if it was not opened as impairable. */
    readonly impairment: PageImpairment | undefined,
  ) {}

  /** Opens the page. Nothing stays behind if it fails. */
  static async open({
    browser,
    url,
    ignoreHTTPSErrors,
    impairable,
    onMessage,
    onDeath,
  }: ParticipantPageOptions): Promise<ParticipantPage> {
    const context = await browser.newContext({ ignoreHTTPSErrors, permissions: ['camera', 'microphone'] });
    try {
      await installCollector(context, onMessage);
      const page = await context.newPage();
      const impairment = impairable ? await PageImpairment.arm(context, page) : undefined;
      const opened = new ParticipantPage(context, page, impairment);
      opened.#watch(onDeath);
      await opened.page.goto(url);
      return opened;
    } catch (error) {
      await context.close();
      throw error;
    }
  }

  /** Runs a function of `page/` there, with its argument. */
  async run<A, R>(run: (argument: A) => R, argument: A): Promise<Awaited<R>> {
    return this.page.evaluate<Awaited<R>>(pageSource(run, argument));
  }

  /** Resolves once every socket of the page is closed. */
  async socketsClosed(): Promise<void> {
    await Promise.all([...this.#sockets].map((socket) => socket.isClosed() || socket.waitForEvent('close')));
  }

  /** Never rejects. */
  async close(): Promise<void> {
    this.#ended = true;
    // With its browser gone there is no context left to close.
    await this.context.close().catch(() => undefined);
  }

  #watch(onDeath: (reason: string) => void): void {
    const die = (reason: string) => {
      if (this.#ended) return;
      this.#ended = true;
      onDeath(reason);
    };
    this.page.on('crash', () => die('its page crashed'));
    this.page.on('close', () => die('its page was closed, or the browser died'));
    this.page.on('websocket', (socket) => {
      this.#sockets.add(socket);
      socket.on('close', () => this.#sockets.delete(socket));
      socket.on('socketerror', (error) => {
        this.socketError = error;
      });
    });
  }
}

/** Makes every page of the context push its WebRTC statistics, a user's own page as well. */
export async function installCollector(
  context: BrowserContext,
  onMessage: (message: PageMessage) => void,
): Promise<void> {
  await context.exposeBinding(bindingName, (_source, json: string) => onMessage(JSON.parse(json) as PageMessage));
  const options = { binding: bindingName, intervalMs: 1000, firstFramePollMs: 50, fields: statFields };
  await context.addInitScript(pageSource(collectStats, options));
}
