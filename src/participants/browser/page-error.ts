import { LoadError, messageOf } from '../../model/errors.js';
import type { ConnectOutcome } from './page/connect.js';

/** What is known of the participant whose join failed. */
export interface JoinContext {
  /** Index within the session. */
  readonly participant: number;
  /** Host and port of the deployment, for messages. */
  readonly host: string;
  readonly token: string;
}

/** Error codes of OpenVidu's signalling that a join can meet. */
const refusals: Readonly<Record<number, string>> = {
  202: 'there is no such session',
  203: 'the session is closing',
  204: 'no media node is available',
  401: 'the token is not valid or was used before; make a new one for every participant',
  500: 'the platform does not accept the client data',
};

/** The error of a `connect()` that the platform or the network ended. */
export function connectError(
  outcome: Extract<ConnectOutcome, { connected: false }>,
  { participant, host, token }: JoinContext,
  socketError: string | undefined,
): LoadError {
  if (!outcome.socketFailed) {
    const known = outcome.code === undefined ? undefined : refusals[outcome.code];
    const said = withoutTokens(outcome.reason, token);
    return new LoadError(
      'JOIN_REFUSED',
      `${host} refused participant ${participant}: ${known ?? said} (${outcome.code === undefined ? 'no code' : `code ${outcome.code}`}).`,
    );
  }
  if (socketError && /CERT/.test(socketError))
    return new LoadError(
      'UNTRUSTED_CERTIFICATE',
      `The browser does not trust the certificate of ${host} (${socketError}), so participant ${participant} could not join. Use a trusted certificate, or set ignoreHTTPSErrors.`,
    );
  return new LoadError(
    'UNREACHABLE',
    `The signalling socket of ${host} could not be opened by participant ${participant}${socketError ? ` (${withoutTokens(socketError, token)})` : ''}. Check that the deployment is up and that this machine can reach it.`,
  );
}

/** The error of a page that got no camera or microphone. */
export function captureError(reason: string, { participant }: JoinContext): LoadError {
  return new LoadError(
    'PUBLISH_FAILED',
    `Participant ${participant} could not open its camera and microphone (${reason}). Launch Chromium with fake ones, as chromiumLaunchOptions() does.`,
  );
}

/** The error of a publish that did not come to media. */
export function publishError(reason: string, { participant, host, token }: JoinContext): LoadError {
  return new LoadError(
    'PUBLISH_FAILED',
    `Participant ${participant} joined at ${host} but could not publish: ${withoutTokens(reason, token)}.`,
  );
}

/** The error of a page that broke under the join. */
export function pageError(thrown: unknown, { participant, token }: JoinContext, died: string | undefined): LoadError {
  if (thrown instanceof LoadError) return thrown;
  return new LoadError(
    'BROWSER_CRASHED',
    died
      ? `The browser of participant ${participant} was lost during its join: ${died}.`
      : `The page of participant ${participant} failed during its join: ${withoutTokens(messageOf(thrown), token)}.`,
    { cause: thrown },
  );
}

/** Messages of the SDK and of the platform may quote the token, whole or in part. */
function withoutTokens(text: string, token: string): string {
  return text.replaceAll(token, '<token>').replace(/\btok_\w+/g, '<token>');
}
