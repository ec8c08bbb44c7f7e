import { LoadError, messageOf } from './errors.js';

const words = 'The deployment stopped answering while';

/** What a generator throws when the deployment under it has gone. */
export function platformDeath(participants: number, cause: unknown): LoadError {
  const message = `${words} ${participants} participants were connected: ${messageOf(cause)}`;
  return new LoadError('SERVER_DIED', message, { cause });
}

/**
 * Whether the deployment ended a scenario: this generator saw it, or the one that saw it first has told why it aborted the others. Every
 * shard has to come to the same verdict, and an abort hands on nothing but its sentence.
 */
export function isPlatformDeath(thrown: unknown): boolean {
  if (!(thrown instanceof LoadError)) return false;
  return thrown.code === 'SERVER_DIED' || (thrown.code === 'ABORTED' && thrown.message.includes(`stopped: ${words}`));
}
