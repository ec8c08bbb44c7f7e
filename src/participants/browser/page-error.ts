import { LoadError, messageOf } from '../../model/errors.js';
import type { ConnectOutcome } from './page-outcomes.js';

/** What is known of the participant whose join failed. */
export interface JoinContext {
  /** Index within the session. */
  readonly participant: number;
  /** Host and port of the deployment, for messages. */
  readonly host: string;
  readonly token: string;
}

/**
 * The error of a `connect()` that the platform or the network ended.
 * @param refusals What the platform's error codes mean.
 */
export function connectError(
  outcome: Extract<ConnectOutcome, { connected: false }>,
  { participant, host, token }: JoinContext,
  socketError: string | undefined,
  refusals: Readonly<Record<number, string>>,
): LoadError {
  const said = withoutTokens(outcome.reason, token);
  if (outcome.failed === 'refused') {
    const known = outcome.code === undefined ? undefined : refusals[outcome.code];
    return new LoadError(
      'JOIN_REFUSED',
      `${host} refused participant ${participant}: ${known ?? said} (${outcome.code === undefined ? 'no code' : `code ${outcome.code}`}).`,
    );
  }
  if (outcome.failed === 'media')
    return new LoadError(
      'UNREACHABLE',
      `${host} accepted participant ${participant}, but their media connection could not be established (${said}). Check that this machine can reach the deployment's media ports.`,
    );
  if (outcome.failed === 'silence')
    return new LoadError(
      'TIMED_OUT',
      `${host} took no notice of participant ${participant} (${said}). Look at the deployment's load, or whether another server answers there.`,
    );
  if (socketError && /CERT/.test(socketError))
    return new LoadError(
      'UNTRUSTED_CERTIFICATE',
      `The browser does not trust the certificate of ${host} (${socketError}), so participant ${participant} could not join. Use a trusted certificate, or set ignoreHTTPSErrors.`,
    );
  return new LoadError(
    'UNREACHABLE',
    `The signalling socket of ${host} could not be opened by participant ${participant} (${socketError ? withoutTokens(socketError, token) : said}). Check that the deployment is up and that this machine can reach it.`,
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
export function withoutTokens(text: string, token: string): string {
  const whole = text.replaceAll(token, '<token>').replaceAll(encodeURIComponent(token), '<token>');
  return whole.replace(/\btok_\w+|\beyJ[\w-]+(\.[\w-]+){0,2}/g, '<token>');
}
