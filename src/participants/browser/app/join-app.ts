import { setTimeout as sleep } from 'node:timers/promises';
import type { AppParticipant, BrowserApp } from '../../../model/browser-app.js';
import type { JoinedParticipant, JoinOptions } from '../../participant.js';
import type { BrowserParticipantParts } from '../browser-participant.js';
import { captureSizes } from '../capture-size.js';
import { within } from '../deadline.js';
import { appEvidence } from '../evidence/page-evidence.js';
import { Inbox } from '../inbox.js';
import { joinedInBrowser } from '../joined-in-browser.js';
import { leaveSession } from '../leave-session.js';
import { withoutTokens } from '../page-error.js';
import { pageSource } from '../page-source.js';
import { ParticipantPage } from '../participant-page.js';
import { AppEntry } from './app-entry.js';
import { type AppContext, appError, appTimedOut } from './app-error.js';
import { nameReports } from './name-reports.js';
import { type CaptureDefaults, markCapture } from './page/mark-capture.js';

export type AppParts = Omit<BrowserParticipantParts, 'url'>;

/**
 * Joins with a user's own app, in a context and page of its own. The page is opened when the join is due, because it may join by
 * itself. Nothing stays behind if it fails.
 * @throws LoadError `JOIN_REFUSED`, `TIMED_OUT`, `UNREACHABLE`, `BROWSER_CRASHED`
 */
export async function joinApp(parts: AppParts, app: BrowserApp, options: JoinOptions): Promise<JoinedParticipant> {
  const { role, scheduledAt, joinTimeoutMs, impairment, groundTruth = true } = options;
  const participant = appParticipant(options);
  const url = typeof app.url === 'function' ? app.url(participant) : app.url;
  const context: AppContext = {
    ...parts.edition.contextOf(options),
    app: withoutTokens(withoutSecrets(url), options.token),
  };
  const inbox = new Inbox();
  const entry = new AppEntry(parts.edition.signalling, role, (event) => inbox.receive(event));
  let died: string | undefined;
  const opening = ParticipantPage.open({
    ...parts,
    impairable: impairment !== undefined,
    groundTruth,
    scripts: groundTruth ? [markedCapture(options)] : [],
    onMessage: (message) => inbox.receive(message.type === 'stats' ? nameReports(message, entry.nameOf) : message),
    onDeath: (reason) => {
      died = reason;
      inbox.receive({ type: 'disconnected', reason, at: Date.now(), crashed: true });
    },
  });
  try {
    const page = await opening;
    entry.listenTo(page.page);
    await sleep(Math.max(0, scheduledAt - Date.now()));
    const startedAt = Date.now();
    const joining = async () => {
      await page.page.goto(url, { timeout: joinTimeoutMs });
      if (impairment) await page.impairment?.set(impairment);
      if (app.join) await app.join(page.page, participant);
      else if (role.publishes.audio || role.publishes.video) await page.mediaConnected(joinTimeoutMs);
      return entry.connectionId;
    };
    const connectionId = await within(joinTimeoutMs, Promise.race([joining(), entry.refused]), () =>
      appTimedOut(joinTimeoutMs, context, entry.inSession),
    );
    return joinedInBrowser({
      page,
      inbox,
      role,
      joined: {
        connectionId,
        times: {
          startLateness: Math.max(0, startedAt - scheduledAt),
          joinTime: Math.max(0, Date.now() - scheduledAt),
        },
      },
      evidence: (from) => appEvidence(page, from, entry.namesOfPeer, app.screenshots ?? false),
      sayGoodbye: () => {
        entry.close();
        return sayGoodbye(page);
      },
    });
  } catch (error) {
    entry.close();
    await opening.then((opened) => goAway(opened, entry.inSession)).catch(() => undefined);
    throw appError(error, context, died);
  }
}

/** The app says goodbye as it does when its user goes to another page, which takes its sockets with it. */
const sayGoodbye = ({ page }: ParticipantPage): Promise<void> =>
  leaveSession(async () => void (await page.goto('about:blank')));

async function goAway(page: ParticipantPage, inSession: boolean): Promise<void> {
  if (inSession) await sayGoodbye(page);
  await page.close();
}

function appParticipant({ sessionName = '', token, role, joinTimeoutMs }: JoinOptions): AppParticipant {
  return { sessionName, token, index: role.index, publishes: role.publishes, joinTimeoutMs };
}

/** The source text that makes the app's camera and microphone give marked pictures and sound. */
function markedCapture({ role, media }: JoinOptions): string {
  const { framesPerSecond, video } = media;
  const defaults = { ...captureSizes[video], framesPerSecond, publisher: role.index };
  return pageSource<CaptureDefaults, void>(markCapture, defaults);
}

/** Queries and hashes may carry tokens. */
function withoutSecrets(url: string): string {
  if (!URL.canParse(url)) return 'an address that is none';
  const { origin, pathname } = new URL(url);
  return `${origin}${pathname}`;
}
