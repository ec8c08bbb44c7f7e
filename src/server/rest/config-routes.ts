import { Hono } from 'hono';
import type { ServerContext } from '../server-context.js';
import { embeddedVersion } from '../version.js';

/** `/openvidu/api/config`: the settings of the deployment, and that it is the embedded server. */
export function configRoutes(context: ServerContext): Hono {
  const { hostname, port } = new URL(context.publicUrl);
  return new Hono()
    .get('/', (c) =>
      c.json({
        VERSION: embeddedVersion,
        DOMAIN_OR_PUBLIC_IP: hostname,
        HTTPS_PORT: Number(port),
        OPENVIDU_PUBLICURL: context.publicUrl,
        OPENVIDU_CDR: false,
        OPENVIDU_STREAMS_VIDEO_MAX_RECV_BANDWIDTH: 1000,
        OPENVIDU_STREAMS_VIDEO_MIN_RECV_BANDWIDTH: 300,
        OPENVIDU_STREAMS_VIDEO_MAX_SEND_BANDWIDTH: 1000,
        OPENVIDU_STREAMS_VIDEO_MIN_SEND_BANDWIDTH: 300,
        OPENVIDU_STREAMS_FORCED_VIDEO_CODEC: 'MEDIA_SERVER_PREFERRED',
        OPENVIDU_STREAMS_ALLOW_TRANSCODING: false,
        OPENVIDU_WEBRTC_SIMULCAST: false,
        OPENVIDU_SESSIONS_GARBAGE_INTERVAL: context.limits.garbageIntervalMs / 1000,
        OPENVIDU_SESSIONS_GARBAGE_THRESHOLD: context.limits.garbageAgeMs / 1000,
        OPENVIDU_RECORDING: false,
        OPENVIDU_WEBHOOK: false,
        EMBEDDED_SERVER: true,
        EMBEDDED_FAULTS: context.faults.phrases(),
      }),
    )
    .get('/openvidu-version', (c) => c.text(embeddedVersion))
    .get('/openvidu-publicurl', (c) => c.text(context.publicUrl))
    .get('/openvidu-recording', (c) => c.text('false'))
    .get('/openvidu-cdr', (c) => c.text('false'));
}
