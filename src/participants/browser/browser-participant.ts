import type { Browser } from '@playwright/test';
import { LoadError } from '../../model/errors.js';
import { signalTopic } from '../../model/signal-text.js';
import type { JoinedParticipant, JoinOptions } from '../participant.js';
import { within } from './deadline.js';
import { pageEvidence } from './evidence/page-evidence.js';
import { Inbox } from './inbox.js';
import { joinSession, type PageJoin, prepare } from './join-session.js';
import { joinedInBrowser } from './joined-in-browser.js';
import { leaveSession } from './leave-session.js';
import { exchangeSignals } from './page/exchange-signals.js';
import type { PageEdition } from './page-edition.js';
import { type JoinContext, pageError } from './page-error.js';
import { bindingName } from './page-messages.js';
import { ParticipantPage } from './participant-page.js';

/** A machine that needs longer to open a page and a fake camera cannot give honest figures. */
const prepareLimitMs = 30_000;

/** Time between two looks of a page for signals that came, in ms: well below the time that a hold waits for late ones. */
const signalPushMs = 250;

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
  const { edition, url } = parts;
  const inbox = new Inbox();
  const context = edition.contextOf(options);
  let died: string | undefined;
  const opening = ParticipantPage.open({
    ...parts,
    impairable: options.impairment !== undefined,
    groundTruth: options.groundTruth ?? true,
    onMessage: (message) => inbox.receive(message),
    onDeath: (reason) => {
      died = reason;
      inbox.receive({ type: 'disconnected', reason, at: Date.now(), crashed: true });
    },
  });
  try {
    const ready = opening.then(async (page): Promise<PageJoin> => {
      await page.page.goto(url);
      const join = { edition, page, options, context };
      await prepare(join);
      if (options.impairment) await page.impairment?.set(options.impairment);
      return join;
    });
    const join = await within(prepareLimitMs, ready, () => notReady(context));
    const { page } = join;
    const joined = await joinSession(join);
    const { role, signals } = options;
    if (signals) {
      const exchange = {
        ...signals,
        binding: bindingName,
        topic: signalTopic,
        from: role.index,
        pushEveryMs: signalPushMs,
      };
      await within(prepareLimitMs, page.run(exchangeSignals, exchange), () => notReady(context));
    }
    return joinedInBrowser({
      page,
      inbox,
      role,
      joined,
      evidence: (from) => pageEvidence(page, from),
      sayGoodbye: () => leaveSession(() => edition.leave(page)),
    });
  } catch (error) {
    // Whatever opened, or still opens, is closed; a page that could not be opened has left nothing.
    await opening.then((opened) => opened.close()).catch(() => undefined);
    throw pageError(error, context, died);
  }
}

const notReady = ({ participant }: JoinContext): LoadError =>
  new LoadError(
    'TIMED_OUT',
    `The page of participant ${participant} was not ready within ${prepareLimitMs} ms; the machine has too much to do. Use fewer browser participants.`,
  );
