import { type Context, Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { cors } from 'hono/cors';
import { messageOf } from '../../model/errors.js';
import { maxBodyBytes } from '../limits.js';
import type { ServerContext } from '../server-context.js';
import { bare, explain } from './api-error.js';
import { basicAuth } from './basic-auth.js';
import { configRoutes } from './config-routes.js';
import { connectionRoutes } from './connection-routes.js';
import { embeddedRoutes } from './embedded-routes.js';
import { sessionRoutes } from './session-routes.js';
import { signalRoute } from './signal-route.js';
import { tokenRoute } from './token-route.js';

const apiPath = '/openvidu/api';

/** The rest of the body stays unread, so the connection cannot be used again. */
function refuseLongBody(c: Context): Response {
  c.header('connection', 'close');
  return explain(c, 413, `The body is longer than ${maxBodyBytes} bytes`);
}

/** Everything that the server answers over HTTP. */
export function restApp(context: ServerContext): Hono {
  const app = new Hono();
  app.use(cors());
  app.use(bodyLimit({ maxSize: maxBodyBytes, onError: refuseLongBody }));
  app.onError((thrown, c) => explain(c, 500, messageOf(thrown)));

  app.get(`${apiPath}/config/openvidu-publicurl`, (c) => c.text(context.publicUrl));
  app.get('/openvidu/accept-certificate', (c) => c.text('The certificate of this server is accepted'));

  const api = new Hono();
  api.use(basicAuth(context.secret));
  api.route('/sessions', sessionRoutes(context));
  api.route('/sessions', connectionRoutes(context));
  api.route('/signal', signalRoute(context));
  api.route('/tokens', tokenRoute(context));
  api.route('/config', configRoutes(context));
  api.route('/embedded', embeddedRoutes(context));
  // Like a deployment without the recording module.
  for (const missing of ['/recordings', '/recordings/*', '/broadcast/*']) api.all(missing, (c) => bare(c, 501));
  api.all('*', (c) => bare(c, 403));
  app.route(apiPath, api);
  return app;
}
