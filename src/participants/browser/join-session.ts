import { setTimeout as sleep } from 'node:timers/promises';
import { LoadError } from '../../model/errors.js';
import type { ClientData, JoinOptions, JoinTimes } from '../participant.js';
import { captureSizes } from './capture-size.js';
import { within } from './deadline.js';
import { leaveSession } from './leave-session.js';
import { connect } from './page/connect.js';
import { type PrepareOptions, prepareSession } from './page/prepare-session.js';
import { publish } from './page/publish.js';
import { captureError, connectError, type JoinContext, publishError } from './page-error.js';
import { bindingName } from './page-messages.js';
import type { ParticipantPage } from './participant-page.js';

/** What the platform made of a join. */
export interface SessionJoined {
  readonly connectionId: string;
  readonly times: JoinTimes;
}

/**
 * Loads the SDK, makes the session and opens the camera: all that can be done before the join is due.
 * @throws LoadError `PUBLISH_FAILED` if there is no camera or microphone
 */
export async function prepare(page: ParticipantPage, join: JoinOptions, context: JoinContext): Promise<void> {
  const { token, role, media } = join;
  const { audio, video } = role.publishes;
  const options: PrepareOptions = {
    binding: bindingName,
    withoutIceServers: isLoopback(token),
    receivesFrom: role.receivesFrom,
    ...(audio || video
      ? { capture: { audio, video, ...captureSizes[media.video], framesPerSecond: media.framesPerSecond } }
      : {}),
  };
  const outcome = await page.run(prepareSession, options);
  if (!outcome.prepared) throw captureError(outcome.reason, context);
}

/**
 * Waits until the join is due, then connects and publishes.
 * @throws LoadError `JOIN_REFUSED`, `UNREACHABLE`, `UNTRUSTED_CERTIFICATE`, `TIMED_OUT`, `PUBLISH_FAILED`
 */
export async function joinSession(
  page: ParticipantPage,
  options: JoinOptions,
  context: JoinContext,
): Promise<SessionJoined> {
  const { token, role, scheduledAt, joinTimeoutMs } = options;
  await sleep(Math.max(0, scheduledAt - Date.now()));
  const clientData: ClientData = { participant: role.index };
  const connecting = page.run(connect, { token, clientData: JSON.stringify(clientData) });
  const outcome = await within(joinTimeoutMs, connecting, () => timedOut('did not take', joinTimeoutMs, context));
  if (!outcome.connected) throw connectError(outcome, context, page.socketError);
  const joined = {
    startLateness: Math.max(0, outcome.startedAt - scheduledAt),
    joinTime: Math.max(0, outcome.connectedAt - scheduledAt),
  };
  if (!role.publishes.audio && !role.publishes.video) return { connectionId: outcome.connectionId, times: joined };
  try {
    return {
      connectionId: outcome.connectionId,
      times: { ...joined, publishTime: await publishIn(page, options, context) },
    };
  } catch (error) {
    await leaveSession(page);
    throw error;
  }
}

async function publishIn(page: ParticipantPage, { joinTimeoutMs }: JoinOptions, context: JoinContext): Promise<number> {
  const publishing = page.run(publish, undefined);
  const outcome = await within(joinTimeoutMs, publishing, () => timedOut('took no media of', joinTimeoutMs, context));
  if (!outcome.published) throw publishError(outcome.reason, context);
  return outcome.connectedAt - outcome.requestedAt;
}

const timedOut = (what: string, limitMs: number, { host, participant }: JoinContext): LoadError =>
  new LoadError(
    'TIMED_OUT',
    `${host} ${what} participant ${participant} within ${limitMs} ms. Look at the deployment's load, or allow more time.`,
  );

/** Deployments elsewhere need the ICE servers that they name. */
function isLoopback(token: string): boolean {
  const { hostname } = new URL(token);
  return hostname === 'localhost' || hostname === '[::1]' || hostname.startsWith('127.');
}
