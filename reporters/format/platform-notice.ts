import type { PlatformInfo } from '../collect/run-model.js';
import { plainText } from './plain-text.js';

/** Says plainly that a figure does not come from a real deployment; null where it does. */
export function platformNotice(platform: PlatformInfo | null): string | null {
  if (!platform?.embedded) return null;
  if (platform.faults.length === 0)
    return 'Measured against the embedded server of playwright-openvidu, not against a real OpenVidu deployment.';
  const faults = platform.faults.map((fault) => plainText(fault)).join('; ');
  return `The embedded demo server misbehaves on demand (${faults}): the knee is made, not a property of OpenVidu.`;
}

const editions = { openvidu2: 'OpenVidu 2', openvidu3: 'OpenVidu 3 (LiveKit)' } as const;

/** `embedded server 0.1.0` or `OpenVidu 2, version 2.32.1, at https://…`. The version of OpenVidu 3 is its LiveKit's. */
export function platformText(platform: PlatformInfo): string {
  if (platform.embedded) return `embedded server ${plainText(platform.version, 40)}`;
  return `${editions[platform.edition]}, version ${plainText(platform.version, 40)}, at ${plainText(platform.url, 120)}`;
}
