import type { Edition } from './edition.js';
import { LoadError } from './errors.js';
import type { ResolvedMedia } from './scenario.js';

/**
 * Refuses media that a deployment would not forward as they are sent.
 * @throws LoadError `INVALID_SCENARIO`, with all that is refused
 */
export function requireForwarded({ videoCodec, simulcast }: ResolvedMedia, edition: Edition): void {
  if (edition === 'openvidu3') return;
  const refused = [
    ...(videoCodec === 'vp8' ? [] : [`media.videoCodec: '${videoCodec}'`]),
    ...(simulcast ? ['media.simulcast: true'] : []),
  ];
  if (refused.length === 0) return;
  throw new LoadError(
    'INVALID_SCENARIO',
    `${refused.join(' and ')} is for OpenVidu 3 only, and this deployment is OpenVidu 2, which forces one codec and one size on all; leave it out.`,
  );
}
