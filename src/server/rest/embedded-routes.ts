import { performance } from 'node:perf_hooks';
import { Hono } from 'hono';
import { faultSettingsSchema } from '../faults/fault-settings.js';
import type { ServerContext } from '../server-context.js';
import { readBody } from './read-body.js';

/** What the process has used and carried since it started. */
export interface EmbeddedFigures {
  /** User and system time of the whole process. */
  readonly cpuSeconds: number;
  readonly uptimeSeconds: number;
  /** Time in which its event loop did not wait. */
  readonly loopBusySeconds: number;
  readonly memoryMb: number;
  readonly bytesForwarded: number;
  readonly packetsForwarded: number;
  readonly packetsReceived: number;
  readonly packetsDropped: number;
  readonly sessions: number;
  /** Participants that have joined. */
  readonly connections: number;
}

/** `/openvidu/api/embedded`: what only this server has, its own figures and its faults. */
export function embeddedRoutes(context: ServerContext): Hono {
  return new Hono()
    .get('/figures', (c) => c.json(figuresOf(context)))
    .get('/faults', (c) => c.json(context.faults.settings))
    .put('/faults', async (c) => {
      const body = await readBody(c, faultSettingsSchema);
      if (!body.ok) return body.response;
      context.faults.replace(body.value);
      return c.json(context.faults.settings);
    });
}

function figuresOf({ media, sessions }: ServerContext): EmbeddedFigures {
  const { user, system } = process.cpuUsage();
  const { bytesForwarded, packetsForwarded, packetsReceived, packetsDropped } = media.counters();
  return {
    cpuSeconds: (user + system) / 1e6,
    uptimeSeconds: process.uptime(),
    loopBusySeconds: performance.eventLoopUtilization().active / 1000,
    memoryMb: process.memoryUsage.rss() / 1e6,
    bytesForwarded,
    packetsForwarded,
    packetsReceived,
    packetsDropped,
    sessions: sessions.all.length,
    connections: sessions.connectionCount,
  };
}
