import { LoadError, messageOf } from '../../../model/errors.js';
import { type JoinContext, pageError, withoutTokens } from '../page-error.js';

/** What is known of the participant whose app did not join. */
export interface AppContext extends JoinContext {
  /** Address of the app's page, without query and hash. */
  readonly app: string;
}

/** The error of an app that did not join. Never quotes the token, nor its cause, which may. */
export function appError(thrown: unknown, context: AppContext, died: string | undefined): LoadError {
  const { app, participant, host, token } = context;
  const [firstLine = ''] = messageOf(thrown).split('\n');
  const said = withoutTokens(firstLine, token);
  if (died) return pageError(said, context, died);
  if (thrown instanceof LoadError)
    return thrown.code === 'JOIN_REFUSED'
      ? new LoadError('JOIN_REFUSED', `${host} refused the app at ${app} as participant ${participant}: ${said}.`)
      : thrown;
  const [, notLoaded] = /^page\.goto: (?:net::)?(\w+)/.exec(firstLine) ?? [];
  if (notLoaded)
    return new LoadError(
      'UNREACHABLE',
      `The app at ${app} could not be opened for participant ${participant} (${notLoaded}). Check that it is served there, and that this machine can reach it.`,
    );
  return new LoadError(
    'APP_FAILED',
    `The app at ${app} could not join as participant ${participant}: ${said}. Look at its join(), and at what the page shows.`,
  );
}

/** @param inSession Whether the platform had let it in. */
export function appTimedOut(limitMs: number, { app, participant, host }: AppContext, inSession: boolean): LoadError {
  const state = inSession
    ? `${host} had let it in, but it did not come to its end: see that its join() resolves, and that its media connect.`
    : `its page did not enter the session at ${host}: see that it joins with the token that it is given.`;
  return new LoadError(
    'TIMED_OUT',
    `The app at ${app} did not join as participant ${participant} within ${limitMs} ms; ${state}`,
  );
}
