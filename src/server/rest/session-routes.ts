import { type Context, Hono } from 'hono';
import { z } from 'zod';
import { closeSession } from '../operations/departures.js';
import type { ServerContext } from '../server-context.js';
import { bare } from './api-error.js';
import { optional, readBody } from './read-body.js';
import { listJson, sessionJson, type ViewOptions } from './session-json.js';

const defaultRecordingProperties = {
  name: '',
  hasAudio: true,
  hasVideo: true,
  outputMode: 'COMPOSED',
  recordingLayout: 'BEST_FIT',
  resolution: '1280x720',
  frameRate: 25,
  shmSize: 536_870_912,
};

const recordingProperties = z.looseObject({
  name: z.string().nullish(),
  hasAudio: z.boolean().nullish(),
  hasVideo: z.boolean().nullish(),
  outputMode: z.enum(['COMPOSED', 'COMPOSED_QUICK_START', 'INDIVIDUAL']).nullish(),
  recordingLayout: z
    .enum(['BEST_FIT', 'PICTURE_IN_PICTURE', 'VERTICAL_PRESENTATION', 'HORIZONTAL_PRESENTATION', 'CUSTOM'])
    .nullish(),
  resolution: z
    .string()
    .regex(/^\d{1,4}x\d{1,4}$/)
    .nullish(),
  frameRate: z.number().int().min(1).max(120).nullish(),
  shmSize: z.number().int().positive().nullish(),
});

const newSession = z.object({
  mediaMode: optional(z.enum(['ROUTED', 'RELAYED']), 'ROUTED'),
  recordingMode: optional(z.enum(['MANUAL', 'ALWAYS']), 'MANUAL'),
  customSessionId: optional(z.string().regex(/^[a-zA-Z0-9_-]*$/), ''),
  forcedVideoCodec: optional(
    z.enum(['MEDIA_SERVER_PREFERRED', 'NONE', 'VP8', 'VP9', 'H264']),
    'MEDIA_SERVER_PREFERRED',
  ),
  allowTranscoding: optional(z.boolean(), false),
  defaultRecordingProperties: optional(recordingProperties, {}),
  mediaNode: optional(z.object({ id: z.string() }), undefined),
});

/** `/openvidu/api/sessions`: making, reading and closing sessions. */
export function sessionRoutes(context: ServerContext): Hono {
  const routes = new Hono();

  routes.post('/', async (c) => {
    const body = await readBody(c, newSession);
    if (!body.ok) return body.response;
    const { mediaNode, defaultRecordingProperties: recording, ...properties } = body.value;
    const session = context.sessions.create({
      ...properties,
      defaultRecordingProperties: { ...defaultRecordingProperties, ...recording },
      ...(mediaNode && { mediaNode }),
    });
    return session ? c.json(sessionJson(session, viewOf(c, false))) : bare(c, 409);
  });

  routes.get('/', (c) => {
    const view = viewOf(c, false);
    return c.json(listJson(context.sessions.all.map((session) => sessionJson(session, view))));
  });

  routes.get('/:sessionId', (c) => {
    const session = context.sessions.find(c.req.param('sessionId'));
    return session ? c.json(sessionJson(session, viewOf(c, false))) : bare(c, 404);
  });

  routes.delete('/:sessionId', (c) => {
    const session = context.sessions.find(c.req.param('sessionId'));
    if (!session) return bare(c, 404);
    closeSession(context, session, 'sessionClosedByServer');
    return bare(c, 204);
  });

  return routes;
}

/** @param pendingByDefault Whether unused tokens are listed when the caller does not say. */
export function viewOf(c: Context, pendingByDefault: boolean): ViewOptions {
  const { pendingConnections, webRtcStats } = c.req.query();
  return {
    pendingConnections: pendingConnections === undefined ? pendingByDefault : pendingConnections === 'true',
    webRtcStats: webRtcStats === 'true',
  };
}
