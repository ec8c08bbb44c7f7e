import { LoadError } from '../../model/errors.js';
import { within } from './deadline.js';

const leaveLimitMs = 5_000;

/**
 * Leaves; resolves when the platform has confirmed, or after 5 s. Never rejects.
 * @param leave Asks the platform, and waits for its word.
 */
export async function leaveSession(leave: () => Promise<void>): Promise<void> {
  try {
    await within(leaveLimitMs, leave(), () => new LoadError('TIMED_OUT', 'The platform did not confirm the leave.'));
  } catch {
    // The page or the platform is gone or does not answer: the end of the page ends the participant in any case.
  }
}
