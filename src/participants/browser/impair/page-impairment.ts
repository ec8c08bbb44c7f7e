import type { BrowserContext, CDPSession, Page } from '@playwright/test';
import { type Impairment, unimpaired } from '../../../model/impairment.js';

/**
 * Chromium takes media through its network emulation only if that was on, with some latency, before the peer connection was made, and
 * drops it for good once all conditions are gone.
 */
const leastLatencyMs = 1;
const unlimited = -1;

/** Network conditions of one page: its media and, but for loss, its sockets and requests. */
export class PageImpairment {
  private constructor(private readonly devTools: CDPSession) {}

  /** Arms it, without any impairment yet. To be called before the page makes its first peer connection. */
  static async arm(context: BrowserContext, page: Page): Promise<PageImpairment> {
    const impairment = new PageImpairment(await context.newCDPSession(page));
    await impairment.devTools.send('Network.enable');
    await impairment.set(unimpaired);
    return impairment;
  }

  /** Effective at once, for connections that exist as well. */
  async set(impairment: Impairment): Promise<void> {
    await this.devTools.send('Network.emulateNetworkConditions', conditionsOf(impairment));
  }
}

/** Chromium's units. It delays and loses in each direction, as an {@link Impairment} says. */
function conditionsOf({ latencyMs, loss, uploadKbps, downloadKbps }: Impairment) {
  return {
    offline: false,
    latency: Math.max(leastLatencyMs, latencyMs),
    packetLoss: loss * 100,
    uploadThroughput: bytesPerSecond(uploadKbps),
    downloadThroughput: bytesPerSecond(downloadKbps),
  };
}

const bytesPerSecond = (kbps: number | undefined): number => (kbps === undefined ? unlimited : (kbps * 1000) / 8);
