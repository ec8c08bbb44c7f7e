import { setTimeout as sleep } from 'node:timers/promises';
import { LoadError } from '../../model/errors.js';
import type { JoinOptions, JoinTimes } from '../participant.js';
import { within } from './deadline.js';
import { leaveSession } from './leave-session.js';
import type { PageEdition } from './page-edition.js';
import { captureError, connectError, type JoinContext, publishError } from './page-error.js';
import type { ParticipantPage } from './participant-page.js';

/** One join, in the page that was opened for it. */
export interface PageJoin {
  readonly edition: PageEdition;
  readonly page: ParticipantPage;
  readonly options: JoinOptions;
  readonly context: JoinContext;
}

/** What the platform made of a join. */
export interface SessionJoined {
  readonly connectionId: string;
  readonly times: JoinTimes;
}

/**
 * Loads the SDK, makes the session and opens the camera: all that can be done before the join is due.
 * @throws LoadError `PUBLISH_FAILED` if there is no camera or microphone
 */
export async function prepare({ edition, page, options, context }: PageJoin): Promise<void> {
  const outcome = await edition.prepare(page, options);
  if (!outcome.prepared) throw captureError(outcome.reason, context);
}

/**
 * Waits until the join is due, then connects and publishes.
 * @throws LoadError `JOIN_REFUSED`, `UNREACHABLE`, `UNTRUSTED_CERTIFICATE`, `TIMED_OUT`, `PUBLISH_FAILED`
 */
export async function joinSession(join: PageJoin): Promise<SessionJoined> {
  const { edition, page, options, context } = join;
  const { role, scheduledAt, joinTimeoutMs } = options;
  await sleep(Math.max(0, scheduledAt - Date.now()));
  const connecting = edition.connect(page, options);
  const outcome = await within(joinTimeoutMs, connecting, () => timedOut('did not take', joinTimeoutMs, context));
  if (!outcome.connected) throw connectError(outcome, context, page.socketError, edition.refusals);
  const joined = {
    startLateness: Math.max(0, outcome.startedAt - scheduledAt),
    joinTime: Math.max(0, outcome.connectedAt - scheduledAt),
  };
  if (!role.publishes.audio && !role.publishes.video) return { connectionId: outcome.connectionId, times: joined };
  try {
    return {
      connectionId: outcome.connectionId,
      times: { ...joined, publishTime: await publishIn(join) },
    };
  } catch (error) {
    await leaveSession(() => edition.leave(page));
    throw error;
  }
}

async function publishIn({ edition, page, options, context }: PageJoin): Promise<number> {
  const { joinTimeoutMs } = options;
  const publishing = edition.publish(page, options);
  const outcome = await within(joinTimeoutMs, publishing, () => timedOut('took no media of', joinTimeoutMs, context));
  if (!outcome.published) throw publishError(outcome.reason, context);
  return outcome.connectedAt - outcome.requestedAt;
}

const timedOut = (what: string, limitMs: number, { host, participant }: JoinContext): LoadError =>
  new LoadError(
    'TIMED_OUT',
    `${host} ${what} participant ${participant} within ${limitMs} ms. Look at the deployment's load, or allow more time.`,
  );
