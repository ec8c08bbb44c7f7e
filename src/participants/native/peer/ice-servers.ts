import type { IceServer } from 'node-datachannel';
import type { CustomIceServer } from '../../../wire/openvidu-streams.js';

const defaultPort = { stun: 3478, turn: 3478, turns: 5349 } as const;

/** The server's ICE servers in the form of node-datachannel. URLs that it cannot use are left out. */
export function toIceServers(servers: readonly CustomIceServer[]): IceServer[] {
  return servers.flatMap(({ url, username, credential }) => {
    const parts = /^(stun|turn|turns):(\[[^\]]+\]|[^:?]+)(?::(\d+))?(?:\?transport=(udp|tcp))?$/.exec(url);
    if (!parts) return [];
    const scheme = parts[1] as keyof typeof defaultPort;
    const server: IceServer = {
      hostname: parts[2]!.replace(/^\[|\]$/g, ''),
      port: Number(parts[3] ?? defaultPort[scheme]),
    };
    if (scheme === 'stun') return [server];
    const relayType = scheme === 'turns' ? 'TurnTls' : parts[4] === 'tcp' ? 'TurnTcp' : 'TurnUdp';
    return [{ ...server, username: username ?? '', password: credential ?? '', relayType }];
  });
}
