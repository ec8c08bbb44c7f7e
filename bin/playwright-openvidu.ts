#!/usr/bin/env node
import { createRequire } from 'node:module';
import { LoadError } from '../src/model/errors.js';
import { parseCommand, UsageError, usage } from './usage.js';

try {
  const command = parseCommand(process.argv.slice(2));
  if (command.name === 'serve') {
    // Loaded only now, because it brings native code with it.
    const { serve } = await import('./serve.js');
    await serve(command.options, command.secretIsRandom);
  } else process.stdout.write(command.name === 'help' ? usage : `${packageVersion()}\n`);
} catch (thrown) {
  if (!(thrown instanceof UsageError || thrown instanceof LoadError)) throw thrown;
  process.stderr.write(`${thrown.message}\n`);
  process.exitCode = thrown instanceof UsageError || thrown.code === 'INVALID_CONFIG' ? 2 : 1;
}

/** By the package's own name, because the path to it differs between source and build. */
function packageVersion(): string {
  return createRequire(import.meta.url)('playwright-openvidu/package.json').version;
}
