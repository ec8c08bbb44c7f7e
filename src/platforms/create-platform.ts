import type { Credentials } from '../model/edition.js';
import { createOpenVidu2Platform } from './openvidu2/index.js';
import { createOpenVidu3Platform } from './openvidu3/index.js';
import type { Platform, PlatformOptions } from './platform.js';

/** The deployment that these credentials are for. @throws LoadError `INVALID_URL` */
export function createPlatform(options: PlatformOptions, credentials: Credentials): Platform {
  return credentials.edition === 'openvidu2'
    ? createOpenVidu2Platform({ ...options, ...credentials })
    : createOpenVidu3Platform({ ...options, ...credentials });
}
