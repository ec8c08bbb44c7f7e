import { parseArgs } from 'node:util';
import { parseFaults } from '../src/server/faults/parse-faults.js';
import type { MediaServerKind, ServerOptionsInput } from '../src/server/server-options.js';

export const usage = `Usage: playwright-openvidu serve [options]

Starts an embedded OpenVidu-compatible server, to try load tests without a deployment.

Options:
  --port <number>         TCP port; 0 takes any free one (default 4443)
  --bind <address>        IP address to listen on (default 127.0.0.1: this machine only)
  --media-server <kind>   kurento (clients offer) or mediasoup (the server offers) (default kurento)
  --fault <name>=<value>  misbehave on purpose; may be repeated
  --help                  print this text
  --version               print the version

Environment:
  OPENVIDU_SECRET         secret of the REST API (default: random, printed at the start)

Faults, for example:
  --fault cpuPerPacketMicros=200
  --fault forwardCapPacketsPerSecond=3000
  --fault dropSubscription=from:0,to:3
  --fault packetLoss=ratio:0.1,on:subscriber
`;

export type Command =
  | { readonly name: 'help' | 'version' }
  | { readonly name: 'serve'; readonly options: ServerOptionsInput; readonly secretIsRandom: boolean };

/** The command line was wrong; the message is one sentence. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/**
 * @throws UsageError for an unknown command or option
 * @throws LoadError `INVALID_CONFIG` for unknown or wrong faults
 */
export function parseCommand(args: string[], environment: NodeJS.ProcessEnv = process.env): Command {
  const { values, positionals } = parse(args);
  if (values.version) return { name: 'version' };
  if (values.help || args.length === 0) return { name: 'help' };
  if (positionals.length !== 1 || positionals[0] !== 'serve')
    throw new UsageError(`${named(positionals)}; the only command is serve, see --help.`);
  const secret = environment.OPENVIDU_SECRET || undefined;
  const { port = '4443', bind, fault } = values;
  const options: ServerOptionsInput = {
    port: portOf(port),
    bindAddress: bind,
    secret,
    mediaServer: mediaServerOf(values['media-server']),
    faults: parseFaults(fault ?? []),
  };
  return { name: 'serve', options, secretIsRandom: secret === undefined };
}

function named(commands: readonly string[]): string {
  return commands.length === 0 ? 'No command was given' : `Unknown command "${commands.join(' ')}"`;
}

function parse(args: string[]) {
  try {
    return parseArgs({
      args,
      allowPositionals: true,
      options: {
        port: { type: 'string' },
        bind: { type: 'string' },
        'media-server': { type: 'string' },
        fault: { type: 'string', multiple: true },
        help: { type: 'boolean', short: 'h' },
        version: { type: 'boolean', short: 'v' },
      },
    });
  } catch (thrown) {
    if (!(thrown instanceof TypeError)) throw thrown;
    // node:util words its refusals in several sentences; the first says what is wrong.
    throw new UsageError(`${thrown.message.split('. ', 1)[0]}; see --help.`, { cause: thrown });
  }
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
