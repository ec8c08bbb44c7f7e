import type { Edition } from './edition.js';
import { LoadError } from './errors.js';
import type { VideoCodec } from './scenario.js';

/**
 * Refuses what a deployment would not forward as it is sent.
 * @throws LoadError `INVALID_SCENARIO`
 */
export function requireForwarded(codec: VideoCodec, edition: Edition): void {
  if (codec === 'vp8' || edition === 'openvidu3') return;
  throw new LoadError(
    'INVALID_SCENARIO',
    `media.videoCodec: '${codec}' is for OpenVidu 3 only, and this deployment is OpenVidu 2, which forces one codec on all; leave it out.`,
  );
}
