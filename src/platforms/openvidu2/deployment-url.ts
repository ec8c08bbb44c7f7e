import { LoadError } from '../../model/errors.js';

/**
 * Scheme, host and port of a deployment; a path is dropped, as every OpenVidu client does.
 * @throws LoadError `INVALID_URL` if it is no http or https URL, or if it carries credentials.
 */
export function deploymentOrigin(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (/^[^/]*:\/\/[^/]*@/.test(text))
    throw new LoadError(
      'INVALID_URL',
      'The OpenVidu URL carries a user name or password; give scheme, host and port only, and the secret as OPENVIDU_SECRET.',
    );
  if (!text.includes('://'))
    throw new LoadError(
      'INVALID_URL',
      `The OpenVidu URL "${text}" has no scheme; write https://${text || 'host:port'}, or http:// for a server without TLS.`,
    );
  if (!url || !['http:', 'https:'].includes(url.protocol))
    throw new LoadError(
      'INVALID_URL',
      `"${text}" is no http or https URL; give one like https://openvidu.example.com.`,
    );
  return url.origin;
}
