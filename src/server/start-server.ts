import { createServer as createHttpServer, type Server } from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { getRequestListener } from '@hono/node-server';
import { LoadError, messageOf } from '../model/errors.js';
import type { Clock } from '../model/units.js';
import { Faults } from './faults/faults.js';
import { defaultLimits, type ServerLimits } from './limits.js';
import type { MediaServer } from './media-server.js';
import { closeSession } from './operations/departures.js';
import { publicHost } from './public-host.js';
import { restApp } from './rest/rest-app.js';
import type { ServerContext } from './server-context.js';
import { resolveServerOptions, type ServerOptions, type ServerOptionsInput } from './server-options.js';
import { SessionStore } from './sessions/session-store.js';
import { Sfu } from './sfu/sfu.js';
import { ParticipantRegistry } from './signalling/participant-registry.js';
import { SignallingEndpoint } from './signalling/signalling-endpoint.js';

/** An embedded server in this process. */
export interface RunningServer {
  /** Scheme, host and port for clients. */
  readonly url: string;
  readonly secret: string;
  readonly port: number;
  /** Evicts everyone, then frees the port. */
  close(): Promise<void>;
}

/** Parts that tests replace. */
export interface ServerParts {
  readonly limits?: Partial<ServerLimits>;
  readonly clock?: Clock;
  readonly media?: MediaServer;
}

/**
 * Starts an embedded OpenVidu-compatible server in this process.
 * @throws LoadError `INVALID_CONFIG` for wrong options, `PORT_IN_USE` if it cannot listen there.
 */
export async function startServer(options: ServerOptionsInput = {}, parts: ServerParts = {}): Promise<RunningServer> {
  const resolved = resolveServerOptions(options);
  const clock = parts.clock ?? Date.now;
  const limits = { ...defaultLimits, ...parts.limits };
  const server = httpServer(resolved);
  const port = await listen(server, resolved);
  const faults = new Faults(resolved.faults);
  const context: ServerContext = {
    secret: resolved.secret,
    mediaServerKind: resolved.mediaServer,
    publicUrl: `${resolved.https ? 'https' : 'http'}://${publicHost(resolved.bindAddress)}:${port}`,
    limits,
    clock,
    sessions: new SessionStore(clock),
    participants: new ParticipantRegistry(),
    media: parts.media ?? new Sfu({ bindAddress: resolved.bindAddress, faults }),
    faults,
  };
  server.on('request', getRequestListener(restApp(context).fetch));
  const signalling = new SignallingEndpoint(context, server);
  const garbage = setInterval(() => context.sessions.collectGarbage(limits.garbageAgeMs), limits.garbageIntervalMs);
  garbage.unref();

  return {
    url: context.publicUrl,
    secret: resolved.secret,
    port,
    async close() {
      clearInterval(garbage);
      for (const session of context.sessions.all) closeSession(context, session, 'openviduServerStopped');
      const stopped = new Promise<void>((resolve) => server.close(() => resolve()));
      await signalling.close();
      server.closeAllConnections();
      await context.media.close();
      await stopped;
    },
  };
}

function httpServer({ https }: ServerOptions): Server {
  if (!https) return createHttpServer();
  try {
    return createHttpsServer(https);
  } catch (thrown) {
    throw new LoadError(
      'INVALID_CONFIG',
      `The embedded server cannot use the certificate and key (${messageOf(thrown)}); give a matching pair as PEM text.`,
      { cause: thrown },
    );
  }
}

function listen(server: Server, { port, bindAddress }: ServerOptions): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', (thrown: NodeJS.ErrnoException) => {
      const reason = thrown.code === 'EADDRINUSE' ? 'another program uses it' : thrown.message;
      const cure = 'choose another port, or 0 for any free one';
      const message = `The embedded server cannot listen on ${bindAddress} port ${port}: ${reason}; ${cure}.`;
      reject(new LoadError('PORT_IN_USE', message, { cause: thrown }));
    });
    server.listen(port, bindAddress, () => resolve((server.address() as AddressInfo).port));
  });
}
