import type { Edition } from './edition.js';
import { LoadError } from './errors.js';

/**
 * Refuses signals where native participants cannot send any.
 * @param signals what was asked for; undefined: none
 * @throws LoadError `INVALID_SCENARIO`
 */
export function requireSignals(signals: object | undefined, edition: Edition): void {
  if (!signals || edition === 'openvidu2') return;
  throw new LoadError(
    'INVALID_SCENARIO',
    'participants.signals is for OpenVidu 2 only, and this deployment is OpenVidu 3, where native participants have no data channel; leave it out.',
  );
}
