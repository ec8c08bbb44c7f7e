import { Hono } from 'hono';
import { z } from 'zod';
import { deliverSignal } from '../operations/signals.js';
import type { ServerContext } from '../server-context.js';
import { bare } from './api-error.js';
import { optional, readBody } from './read-body.js';

const signal = z.object({
  session: z.string(),
  to: optional(z.array(z.string()), []),
  type: optional(z.string(), undefined),
  data: optional(z.string(), undefined),
});

/** `POST /openvidu/api/signal`: a message to participants, from nobody. */
export function signalRoute(context: ServerContext): Hono {
  return new Hono().post('/', async (c) => {
    const body = await readBody(c, signal);
    if (!body.ok) return body.response;
    const { session: sessionId, ...content } = body.value;
    const session = context.sessions.find(sessionId);
    if (!session) return bare(c, 404);
    if (session.activeConnections.length === 0) return bare(c, 406);
    return deliverSignal(context, session, content) ? c.body(null, 200) : bare(c, 406);
  });
}
