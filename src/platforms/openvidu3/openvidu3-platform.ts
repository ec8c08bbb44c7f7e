import { LoadError } from '../../model/errors.js';
import type { Platform, PlatformOptions } from '../platform.js';

export interface OpenVidu3Options extends PlatformOptions {
  readonly apiKey: string;
  /** Signs the tokens. Never logged. */
  readonly apiSecret: string;
}

/**
 * An OpenVidu 3 deployment, reached through the unmodified livekit-server-sdk.
 * @throws LoadError `INVALID_URL`
 */
export function createOpenVidu3Platform(options: OpenVidu3Options): Platform {
  throw new LoadError('INVALID_CONFIG', `OpenVidu 3 at ${options.url} is not supported yet.`);
}
