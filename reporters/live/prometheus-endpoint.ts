import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { LoadError, messageOf } from '../../src/model/errors.js';

/** A scraper that comes less often than this is not waited for. */
const longestWaitMs = 20_000;

/** Serves `/metrics` while a run goes on. */
export class PrometheusEndpoint {
  #scrapedAt: number | undefined;
  #longestGapMs: number | undefined;
  #onLast: (() => void) | undefined;

  private constructor(
    private readonly server: Server,
    text: () => string,
  ) {
    server.on('request', ({ url }, response) => {
      if (url?.split('?')[0] !== '/metrics') {
        response.writeHead(404).end('The metrics are at /metrics.\n');
        return;
      }
      const onLast = this.#onLast;
      response.on('close', () => {
        this.#scraped();
        onLast?.();
      });
      response.writeHead(200, { 'content-type': 'text/plain; version=0.0.4; charset=utf-8' }).end(text());
    });
  }

  /** @throws LoadError `PORT_IN_USE` */
  static async start(port: number, host: string, text: () => string): Promise<PrometheusEndpoint> {
    const server = createServer();
    const endpoint = new PrometheusEndpoint(server, text);
    server.listen(port, host);
    try {
      await once(server, 'listening');
    } catch (thrown) {
      throw new LoadError(
        'PORT_IN_USE',
        `Live metrics cannot be served on ${host}:${port}: ${messageOf(thrown)}; free the port, or change live.prometheusPort.`,
        { cause: thrown },
      );
    }
    server.unref();
    return endpoint;
  }

  /**
   * Waits until the last figures have been scraped once, by a Prometheus that has come at least twice: for twice the longest time
   * that was between its scrapes, and 20 s at most.
   */
  async lastScrape(): Promise<void> {
    if (this.#longestGapMs === undefined) return;
    const waitMs = Math.min(2 * this.#longestGapMs, longestWaitMs);
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, waitMs);
      this.#onLast = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise<void>((resolve) => this.server.close(() => resolve()));
  }

  #scraped(): void {
    const now = performance.now();
    if (this.#scrapedAt !== undefined) this.#longestGapMs = Math.max(this.#longestGapMs ?? 0, now - this.#scrapedAt);
    this.#scrapedAt = now;
  }
}
