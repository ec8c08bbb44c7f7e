import type { Browser } from '@playwright/test';
import { LoadError } from '../../model/errors.js';
import type { JoinedParticipant, JoinOptions } from '../participant.js';
import { within } from './deadline.js';
import { Inbox } from './inbox.js';
import { joinSession, type PageJoin, prepare } from './join-session.js';
import { leaveSession } from './leave-session.js';
import type { PageEdition } from './page-edition.js';
import { type JoinContext, pageError } from './page-error.js';
import { ParticipantPage } from './participant-page.js';

/** A machine that needs longer to open a page and a fake camera cannot give honest figures. */
const prepareLimitMs = 30_000;

/** What the participants of one factory share. */
export interface BrowserParticipantParts {
  readonly browser: Browser;
  readonly edition: PageEdition;
  /** Address of the participant page. */
  readonly url: string;
  readonly ignoreHTTPSErrors: boolean;
}

/**
 * Joins in a context and page of its own. Nothing stays behind if it fails.
 * @throws LoadError `JOIN_REFUSED`, `PUBLISH_FAILED`, `TIMED_OUT`, `UNREACHABLE`, `UNTRUSTED_CERTIFICATE`, `BROWSER_CRASHED`
 */
export async function joinInBrowser(parts: BrowserParticipantParts, options: JoinOptions): Promise<JoinedParticipant> {
  const { edition } = parts;
  const inbox = new Inbox();
  const context = edition.contextOf(options);
  let died: string | undefined;
  const opening = ParticipantPage.open({
    ...parts,
    impairable: options.impairment !== undefined,
    onMessage: (message) => inbox.receive(message),
    onDeath: (reason) => {
      died = reason;
      inbox.receive({ type: 'disconnected', reason, at: Date.now() });
    },
  });
  try {
    const ready = opening.then(async (page): Promise<PageJoin> => {
      const join = { edition, page, options, context };
      await prepare(join);
      if (options.impairment) await page.impairment?.set(options.impairment);
      return join;
    });
    const join = await within(prepareLimitMs, ready, () => notReady(context));
    return joinedParticipant(join, inbox, await joinSession(join));
  } catch (error) {
    // Whatever opened, or still opens, is closed; a page that could not be opened has left nothing.
    await opening.then((opened) => opened.close()).catch(() => undefined);
    throw pageError(error, context, died);
  }
}

function joinedParticipant(
  { edition, page, options, context }: PageJoin,
  inbox: Inbox,
  joined: Pick<JoinedParticipant, 'connectionId' | 'times'>,
): JoinedParticipant {
  let leaving: Promise<void> | undefined;
  const goAway = async (): Promise<void> => {
    inbox.close();
    await leaveSession(edition, page);
    await page.close();
  };
  return {
    kind: 'browser',
    role: options.role,
    ...joined,
    takeSamples: () => inbox.takeSamples(),
    takeFirstFrames: () => inbox.takeFirstFrames(),
    takeEvents: () => inbox.takeEvents(),
    takeSendReport: () => undefined,
    impair: async (impairment) => {
      if (!page.impairment) throw notImpairable(context);
      await page.impairment.set(impairment);
    },
    leave: () => {
      leaving ??= goAway();
      return leaving;
    },
  };
}

const notImpairable = ({ participant }: JoinContext): LoadError =>
  new LoadError(
    'INVALID_SCENARIO',
    `The network of participant ${participant} cannot be impaired, because it joined without conditions; give it an impairment from the start, { latencyMs: 0, loss: 0 } for none at first.`,
  );

const notReady = ({ participant }: JoinContext): LoadError =>
  new LoadError(
    'TIMED_OUT',
    `The page of participant ${participant} was not ready within ${prepareLimitMs} ms; the machine has too much to do. Use fewer browser participants.`,
  );
