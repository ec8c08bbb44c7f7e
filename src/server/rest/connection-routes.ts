import { Hono } from 'hono';
import { z } from 'zod';
import { changeConnection } from '../operations/connection-changes.js';
import { evict } from '../operations/departures.js';
import { unpublish } from '../operations/streams.js';
import { type ServerContext, signallingUrlOf } from '../server-context.js';
import { bare } from './api-error.js';
import { connectionProperties, newConnection, role } from './new-connection.js';
import { optional, readBody } from './read-body.js';
import { connectionJson, connectionsJson } from './session-json.js';
import { viewOf } from './session-routes.js';

const connectionChange = z.object({ role: optional(role, undefined), record: optional(z.boolean(), undefined) });

/** `/openvidu/api/sessions/{id}/connection` and `…/stream`: tokens, participants and their streams. */
export function connectionRoutes(context: ServerContext): Hono {
  const routes = new Hono();

  routes.post('/:sessionId/connection', async (c) => {
    const session = context.sessions.find(c.req.param('sessionId'));
    if (!session) return bare(c, 404);
    const body = await readBody(c, newConnection);
    if (!body.ok) return body.response;
    const { type, ...properties } = body.value;
    if (type === 'IPCAM') return bare(c, 501);
    const connection = context.sessions.createConnection(
      session,
      connectionProperties(properties, context.clock()),
      signallingUrlOf(context),
    );
    return c.json(connectionJson(session, connection, viewOf(c, true)));
  });

  routes.get('/:sessionId/connection', (c) => {
    const session = context.sessions.find(c.req.param('sessionId'));
    return session ? c.json(connectionsJson(session, viewOf(c, true))) : bare(c, 404);
  });

  routes.get('/:sessionId/connection/:connectionId', (c) => {
    const session = context.sessions.find(c.req.param('sessionId'));
    if (!session) return bare(c, 400);
    const connection = session.findConnection(c.req.param('connectionId'));
    return connection ? c.json(connectionJson(session, connection, viewOf(c, true))) : bare(c, 404);
  });

  routes.delete('/:sessionId/connection/:connectionId', (c) => {
    const session = context.sessions.find(c.req.param('sessionId'));
    if (!session) return bare(c, 400);
    const connection = session.findConnection(c.req.param('connectionId'));
    if (!connection) return bare(c, 404);
    if (connection.status === 'active') evict(context, { session, connection }, 'forceDisconnectByServer');
    else session.remove(connection);
    return bare(c, 204);
  });

  routes.patch('/:sessionId/connection/:connectionId', async (c) => {
    const session = context.sessions.find(c.req.param('sessionId'));
    const connection = session?.findConnection(c.req.param('connectionId'));
    if (!session || !connection) return bare(c, 404);
    const body = await readBody(c, connectionChange);
    if (!body.ok) return body.response;
    changeConnection(context, connection, body.value);
    return c.json(connectionJson(session, connection, viewOf(c, true)));
  });

  routes.delete('/:sessionId/stream/:streamId', (c) => {
    const session = context.sessions.find(c.req.param('sessionId'));
    if (!session) return bare(c, 400);
    const found = session.findStream(c.req.param('streamId'));
    if (!found) return bare(c, 404);
    unpublish(context, { session, connection: found.owner }, 'forceUnpublishByServer');
    return bare(c, 204);
  });

  return routes;
}
