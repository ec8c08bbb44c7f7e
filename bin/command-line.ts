import { type CleanCommand, cleanUsage, parseClean } from './arguments/clean-arguments.js';
import { type CompareCommand, compareUsage, parseCompare } from './arguments/compare-arguments.js';
import { UsageError } from './arguments/read-arguments.js';
import { parseReplay, type ReplayCommand, replayUsage } from './arguments/replay-arguments.js';
import { parseServe, type ServeCommand, serveUsage } from './arguments/serve-arguments.js';

export type Command =
  | { readonly name: 'help'; readonly text: string }
  | { readonly name: 'version' }
  | ServeCommand
  | CleanCommand
  | ReplayCommand
  | CompareCommand;

const usage = `Usage: playwright-openvidu <command> [options]

Commands:
  serve     start an embedded OpenVidu-compatible server
  replay    repeat a run from its verdict.json
  compare   set the figures of several runs beside each other
  clean     close the sessions that a run left open

Options:
  --help    print this text, or that of a command
  --version print the version
`;

interface Parser {
  readonly usage: string;
  readonly parse: (args: readonly string[], environment: NodeJS.ProcessEnv) => Command;
}

const parsers: Readonly<Record<string, Parser>> = {
  serve: { usage: serveUsage, parse: parseServe },
  replay: { usage: replayUsage, parse: parseReplay },
  compare: { usage: compareUsage, parse: parseCompare },
  clean: { usage: cleanUsage, parse: parseClean },
};

const helpOptions = ['--help', '-h'];

/**
 * @throws UsageError for an unknown command or option
 * @throws LoadError `INVALID_CONFIG` for unknown or wrong faults
 */
export function parseCommand(args: readonly string[], environment: NodeJS.ProcessEnv = process.env): Command {
  const [name = '--help', ...others] = args;
  if (helpOptions.includes(name)) return { name: 'help', text: usage };
  if (name === '--version' || name === '-v') return { name: 'version' };
  const known = Object.keys(parsers).join(', ');
  if (name.startsWith('-')) throw new UsageError(`No command was given; the commands are ${known}, see --help.`);
  const parser = Object.hasOwn(parsers, name) ? parsers[name] : undefined;
  if (!parser) throw new UsageError(`Unknown command "${name}"; the commands are ${known}, see --help.`);
  if (others.some((argument) => helpOptions.includes(argument))) return { name: 'help', text: parser.usage };
  return parser.parse(others, environment);
}
