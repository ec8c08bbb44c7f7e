import { resolveAccess } from '../src/model/access.js';
import { LoadError, messageOf } from '../src/model/errors.js';
import { printable } from '../src/model/printable.js';
import { isSessionOfRun } from '../src/model/session-name.js';
import { createPlatform } from '../src/platforms/create-platform.js';
import type { Platform } from '../src/platforms/platform.js';
import type { CleanCommand } from './arguments/clean-arguments.js';

/**
 * Closes what a run left open, and prints it.
 * @throws LoadError if the deployment cannot be asked, or if a session could not be closed
 */
export async function clean({ run, dryRun }: CleanCommand): Promise<void> {
  const platform = platformOf(process.env);
  // Sees to it that wrong credentials are named as what they are.
  const { url } = await platform.preflight();
  const names = (await platform.listSessions()).map(({ name }) => name).filter((name) => isSessionOfRun(name, run));
  if (names.length === 0) process.stdout.write(`No session of run ${run} is open on ${url}.\n`);
  else if (dryRun) for (const name of names) process.stdout.write(`Would close ${name}\n`);
  else await closeAll(platform, names);
}

async function closeAll(platform: Platform, names: readonly string[]): Promise<void> {
  const failed: string[] = [];
  for (const name of names)
    try {
      await platform.closeSession(name);
      process.stdout.write(`Closed ${name}\n`);
    } catch (thrown) {
      failed.push(name);
      process.stderr.write(printable(`${messageOf(thrown)}\n`));
    }
  if (failed.length > 0)
    throw new LoadError('REST_FAILED', `${failed.length} of ${names.length} sessions could not be closed; try again.`);
}

function platformOf(environment: NodeJS.ProcessEnv): Platform {
  const url = environment.OPENVIDU_URL;
  if (!url)
    throw new LoadError('INVALID_CONFIG', 'OPENVIDU_URL is not set; set it to the deployment whose sessions to close.');
  const { credentials, mistakes } = resolveAccess({}, true, environment);
  if (!credentials) throw new LoadError('INVALID_CONFIG', mistakes.join(' '));
  const ignoreHTTPSErrors = environment.OPENVIDU_IGNORE_HTTPS_ERRORS === '1';
  return createPlatform({ url, ignoreHTTPSErrors, timeoutMs: 10_000 }, credentials);
}
