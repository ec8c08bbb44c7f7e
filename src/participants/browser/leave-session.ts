import { LoadError } from '../../model/errors.js';
import { within } from './deadline.js';
import type { PageEdition } from './page-edition.js';
import type { ParticipantPage } from './participant-page.js';

const leaveLimitMs = 5_000;

/** Leaves; resolves when the platform has confirmed, or after 5 s. Never rejects. */
export async function leaveSession(edition: PageEdition, page: ParticipantPage): Promise<void> {
  const confirmed = edition.leave(page).then(() => page.socketsClosed());
  try {
    await within(leaveLimitMs, confirmed, () => new LoadError('TIMED_OUT', 'The platform did not confirm the leave.'));
  } catch {
    // The page or the platform is gone or does not answer: the end of the page ends the participant in any case.
  }
}
