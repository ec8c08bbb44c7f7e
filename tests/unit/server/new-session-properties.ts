import type { SessionProperties } from '../../../src/server/sessions/session.js';

export function newSessionProperties(customSessionId = ''): SessionProperties {
  return {
    mediaMode: 'ROUTED',
    recordingMode: 'MANUAL',
    customSessionId,
    forcedVideoCodec: 'MEDIA_SERVER_PREFERRED',
    allowTranscoding: false,
    defaultRecordingProperties: {},
  };
}
