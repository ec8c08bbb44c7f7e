import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { LoadError, messageOf } from '../../src/model/errors.js';

/** Serves `/metrics` while a run goes on. */
export class PrometheusEndpoint {
  private constructor(private readonly server: Server) {}

  /** @throws LoadError `PORT_IN_USE` */
  static async start(port: number, host: string, text: () => string): Promise<PrometheusEndpoint> {
    const server = createServer(({ url }, response) => {
      if (url?.split('?')[0] !== '/metrics') response.writeHead(404).end('The metrics are at /metrics.\n');
      else response.writeHead(200, { 'content-type': 'text/plain; version=0.0.4; charset=utf-8' }).end(text());
    });
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
    return new PrometheusEndpoint(server);
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise<void>((resolve) => this.server.close(() => resolve()));
  }
}
