import { Hono } from 'hono';
import { z } from 'zod';
import { type ServerContext, signallingUrlOf } from '../server-context.js';
import { bare } from './api-error.js';
import { kurentoOptions, role } from './new-connection.js';
import { optional, readBody } from './read-body.js';

const newToken = z.object({
  session: z.string(),
  role: optional(role, 'PUBLISHER'),
  data: optional(z.string(), ''),
  kurentoOptions: optional(kurentoOptions, null),
});

/** `POST /openvidu/api/tokens`: the older way to make a connection. */
export function tokenRoute(context: ServerContext): Hono {
  return new Hono().post('/', async (c) => {
    const body = await readBody(c, newToken);
    if (!body.ok) return body.response;
    const { session: sessionId, ...asked } = body.value;
    const session = context.sessions.find(sessionId);
    if (!session) return bare(c, 404);
    const properties = { ...asked, record: true, customIceServers: [] };
    const { id, token, createdAt } = context.sessions.createConnection(session, properties, signallingUrlOf(context));
    return c.json({
      id: token,
      token,
      connectionId: id,
      createdAt,
      session: session.id,
      data: asked.data,
      role: asked.role,
      ...(asked.kurentoOptions && { kurentoOptions: asked.kurentoOptions }),
    });
  });
}
