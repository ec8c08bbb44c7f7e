#!/usr/bin/env node
import { LoadError } from '../src/model/errors.js';
import { packageVersion } from '../src/model/package-version.js';
import { printable } from '../src/model/printable.js';
import { UsageError } from './arguments/read-arguments.js';
import { type Command, parseCommand } from './command-line.js';

try {
  await run(parseCommand(process.argv.slice(2)));
} catch (thrown) {
  if (!(thrown instanceof UsageError || thrown instanceof LoadError)) throw thrown;
  process.stderr.write(printable(`${thrown.message}\n`));
  process.exitCode = thrown instanceof UsageError || thrown.code === 'INVALID_CONFIG' ? 2 : 1;
}

/** Each command is loaded only when it is wanted: some bring native code with them. */
async function run(command: Command): Promise<void> {
  switch (command.name) {
    case 'help':
      process.stdout.write(command.text);
      return;
    case 'version':
      process.stdout.write(`${packageVersion()}\n`);
      return;
    case 'serve': {
      const { serve } = await import('./serve.js');
      return serve(command.options, command.secretIsRandom);
    }
    case 'clean': {
      const { clean } = await import('./clean.js');
      return clean(command);
    }
    case 'compare': {
      const { compare } = await import('./compare.js');
      return compare(command);
    }
    case 'replay': {
      const { replay } = await import('./replay.js');
      return replay(command);
    }
  }
}
