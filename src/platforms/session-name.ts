import { LoadError } from '../model/errors.js';

/**
 * OpenVidu 2 takes no other names. OpenVidu 3 would, but a spec that runs on one edition must run on the other.
 * @throws LoadError `INVALID_CONFIG`
 */
export function requireSessionName(name: string): void {
  if (/^[a-zA-Z0-9_-]+$/.test(name)) return;
  throw new LoadError('INVALID_CONFIG', `"${name}" is no session name; use letters, digits, _ and - only.`);
}
