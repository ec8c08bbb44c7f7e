import { parseFaults } from '../../src/server/faults/parse-faults.js';
import type { MediaServerKind, ServerOptionsInput } from '../../src/server/server-options.js';
import { readArguments, refusePositionals, UsageError } from './read-arguments.js';

export const serveUsage = `Usage: playwright-openvidu serve [options]

Starts an embedded OpenVidu-compatible server, to try load tests without a deployment.

Options:
  --port <number>         TCP port; 0 takes any free one (default 4443)
  --bind <address>        IP address to listen on (default 127.0.0.1: this machine only)
  --media-server <kind>   kurento (clients offer) or mediasoup (the server offers) (default kurento)
  --fault <name>=<value>  misbehave on purpose; may be repeated

Environment:
  OPENVIDU_SECRET         secret of the REST API (default: random, printed at the start)

Faults, for example:
  --fault cpuPerPacketMicros=200
  --fault forwardCapPacketsPerSecond=3000
  --fault dropSubscription=from:0,to:3
  --fault packetLoss=ratio:0.1,on:subscriber
`;

export interface ServeCommand {
  readonly name: 'serve';
  readonly options: ServerOptionsInput;
  readonly secretIsRandom: boolean;
}

/**
 * @throws UsageError for an unknown or wrong option
 * @throws LoadError `INVALID_CONFIG` for unknown or wrong faults
 */
export function parseServe(args: readonly string[], environment: NodeJS.ProcessEnv): ServeCommand {
  const { values, positionals } = readArguments(args, {
    port: { type: 'string' },
    bind: { type: 'string' },
    'media-server': { type: 'string' },
    fault: { type: 'string', multiple: true },
  });
  refusePositionals('serve', positionals);
  const secret = environment.OPENVIDU_SECRET || undefined;
  const options: ServerOptionsInput = {
    port: portOf(values.port ?? '4443'),
    bindAddress: values.bind,
    secret,
    mediaServer: mediaServerOf(values['media-server']),
    faults: parseFaults(values.fault ?? []),
  };
  return { name: 'serve', options, secretIsRandom: secret === undefined };
}

function portOf(text: string): number {
  const port = /^\d{1,5}$/.test(text) ? Number(text) : Number.NaN;
  if (port <= 65_535) return port;
  throw new UsageError(`"${text}" is no port; give --port a whole number from 0 to 65535.`);
}

function mediaServerOf(text: string | undefined): MediaServerKind | undefined {
  if (text === undefined || text === 'kurento' || text === 'mediasoup') return text;
  throw new UsageError(`"${text}" is no media server; give --media-server kurento or mediasoup.`);
}
