import { type ParseArgsConfig, parseArgs } from 'node:util';

/** The command line was wrong; the message is one sentence. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

type Options = NonNullable<ParseArgsConfig['options']>;

/**
 * Takes the arguments of one command apart.
 * @throws UsageError for an unknown option, or one without its value
 */
export function readArguments<O extends Options>(
  args: readonly string[],
  options: O,
): ReturnType<typeof parseArgs<{ args: string[]; allowPositionals: true; options: O }>> {
  try {
    return parseArgs({ args: [...args], allowPositionals: true, options });
  } catch (thrown) {
    if (!(thrown instanceof TypeError)) throw thrown;
    // node:util words its refusals in several sentences; the first says what is wrong.
    throw new UsageError(`${thrown.message.split('. ', 1)[0]}; see --help.`, { cause: thrown });
  }
}

/** @throws UsageError if a command that takes none was given positional arguments */
export function refusePositionals(command: string, positionals: readonly string[]): void {
  if (positionals.length > 0)
    throw new UsageError(`Unknown argument "${positionals.join(' ')}" of ${command}; see --help.`);
}
