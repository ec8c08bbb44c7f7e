import type { Browser, BrowserContext, Page, WebSocket } from '@playwright/test';
import { groundTruthSource } from './ground-truth-source.js';
import { PageImpairment } from './impair/page-impairment.js';
import { collectStats } from './page/collect-stats.js';
import { playSounds } from './page/play-sounds.js';
import { bindingName, type PageMessage } from './page-messages.js';
import { pageSource } from './page-source.js';
import { statFields } from './samples-from-stats.js';

export interface ParticipantPageOptions {
  readonly browser: Browser;
  readonly ignoreHTTPSErrors: boolean;
  /** Whether its network conditions can be set; that has to be known from the start. */
  readonly impairable: boolean;
  /** Whether the page can mark what it sends and read the marks of what it receives. */
  readonly groundTruth: boolean;
  /** Of a user's own app: source texts to run before its scripts. Its content security policy does not hold for them. */
  readonly scripts?: readonly string[];
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

  /** Opens an empty page. Nothing stays behind if it fails. */
  static async open({
    browser,
    ignoreHTTPSErrors,
    impairable,
    groundTruth,
    scripts,
    onMessage,
    onDeath,
  }: ParticipantPageOptions): Promise<ParticipantPage> {
    const permissions = ['camera', 'microphone'];
    const context = await browser.newContext({ ignoreHTTPSErrors, permissions, bypassCSP: scripts !== undefined });
    try {
      await installCollector(context, onMessage, { groundTruth });
      await context.addInitScript(pageSource(playSounds, { lookEveryMs: 2000 }));
      for (const script of scripts ?? []) await context.addInitScript(script);
      const page = await context.newPage();
      const impairment = impairable ? await PageImpairment.arm(context, page) : undefined;
      const opened = new ParticipantPage(context, page, impairment);
      opened.#watch(onDeath);
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

  /** Resolves when a media connection of the page is connected, whatever pages it loads until then. */
  async mediaConnected(limitMs: number): Promise<void> {
    await this.page.waitForFunction(pageSource(anyConnected, undefined), undefined, { timeout: limitMs, polling: 50 });
  }

  /** What the page shows, as JPEG. */
  async screenshot({ widest, quality }: { widest: number; quality: number }): Promise<Buffer> {
    const { width, height } = this.page.viewportSize() ?? { width: widest, height: widest };
    const devTools = await this.context.newCDPSession(this.page);
    try {
      const { data } = await devTools.send('Page.captureScreenshot', {
        format: 'jpeg',
        quality: Math.round(quality * 100),
        clip: { x: 0, y: 0, width, height, scale: Math.min(1, widest / width) },
      });
      return Buffer.from(data, 'base64');
    } finally {
      await devTools.detach();
    }
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

/** Runs in the page. */
function anyConnected(): boolean {
  const peers = window.playwrightOpenviduCollector?.peers.keys() ?? [];
  return [...peers].some(({ connectionState }) => connectionState === 'connected');
}

/**
 * Makes every page of the context push its WebRTC statistics, a user's own page as well. With ground truth, the default, they include
 * what the marks in received pictures and sound tell, and pages find `window.playwrightOpenviduTruth` to send marked ones.
 */
export async function installCollector(
  context: BrowserContext,
  onMessage: (message: PageMessage) => void,
  { groundTruth = true }: { readonly groundTruth?: boolean } = {},
): Promise<void> {
  await context.exposeBinding(bindingName, (_source, json: string) => onMessage(JSON.parse(json) as PageMessage));
  const options = { binding: bindingName, intervalMs: 1000, firstFramePollMs: 50, fields: statFields };
  if (groundTruth) await context.addInitScript(groundTruthSource());
  await context.addInitScript(pageSource(collectStats, options));
}
