import type { Browser } from '@playwright/test';
import { LoadError, messageOf } from '../../model/errors.js';
import type { JoinedDeployment, JoinedParticipant, ParticipantFactory } from '../participant.js';
import { joinApp } from './app/join-app.js';
import { joinInBrowser } from './browser-participant.js';
import { openvidu2Edition } from './openvidu2/openvidu2-edition.js';
import { openvidu3Edition } from './openvidu3/openvidu3-edition.js';
import { type PageServer, startPageServer } from './page-server.js';

export interface BrowserFactoryOptions {
  /** Gives the launched browser, asked at every join; it stays the caller's to close. See `chromiumLaunchOptions`. */
  readonly browser: () => Promise<Browser>;
  /** Accept certificates that no authority vouches for, in every page. */
  readonly ignoreHTTPSErrors: boolean;
  /** Default: one of OpenVidu 2, whose tokens carry its address. */
  readonly deployment?: JoinedDeployment;
}

/**
 * Makes browser participants: one context and page each, all in one browser. Call `join` a few seconds before `scheduledAt`, so that
 * the page is warm when the join is due; what is late shows in `startLateness`.
 */
export function createBrowserFactory(options: BrowserFactoryOptions): ParticipantFactory {
  const joined = new Set<JoinedParticipant>();
  const { deployment } = options;
  const edition = deployment?.edition === 'openvidu3' ? openvidu3Edition(deployment.url) : openvidu2Edition;
  let server: Promise<PageServer> | undefined;
  return {
    kind: 'browser',
    async join(join) {
      if (!join.app) server ??= startPageServer(deployment?.edition);
      const [served, browser] = await Promise.all([server, launched(options.browser)]);
      const ignoreHTTPSErrors = options.ignoreHTTPSErrors || join.ignoreHTTPSErrors;
      const parts = { browser, edition, ignoreHTTPSErrors };
      const participant = join.app
        ? await joinApp(parts, join.app, join)
        : await joinInBrowser({ ...parts, url: served!.url }, join);
      joined.add(participant);
      return {
        ...participant,
        leave: async () => {
          await participant.leave();
          joined.delete(participant);
        },
      };
    },
    async close() {
      await Promise.all([...joined].map((participant) => participant.leave()));
      joined.clear();
      await (await server)?.close();
      server = undefined;
    },
  };
}

async function launched(launch: () => Promise<Browser>): Promise<Browser> {
  try {
    return await launch();
  } catch (error) {
    if (error instanceof LoadError) throw error;
    const [firstLine] = messageOf(error).split('\n');
    throw new LoadError(
      'NO_BROWSER',
      `Chromium could not be started: ${firstLine}. Run \`npx playwright install --with-deps --only-shell chromium\`, or set CHROMIUM_PATH to one that starts.`,
      { cause: error },
    );
  }
}
