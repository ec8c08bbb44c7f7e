import { LoadError } from '../../model/errors.js';
import type { ParticipantRole } from '../../model/scenario.js';
import type { JoinedParticipant, ParticipantEvidence } from '../participant.js';
import type { Inbox } from './inbox.js';
import type { SessionJoined } from './join-session.js';
import type { ParticipantPage } from './participant-page.js';

/** A page that is in its session, and how it leaves. */
export interface JoinedPage {
  readonly page: ParticipantPage;
  readonly inbox: Inbox;
  readonly role: ParticipantRole;
  readonly joined: SessionJoined;
  readonly evidence: (from: number) => Promise<ParticipantEvidence>;
  /** Asks the platform to let the participant go, before its page is closed. Never rejects. */
  readonly sayGoodbye: () => Promise<void>;
}

/** The participant that lives in a page. */
export function joinedInBrowser(parts: JoinedPage): JoinedParticipant {
  const { page, inbox, role, joined, evidence, sayGoodbye } = parts;
  let leaving: Promise<void> | undefined;
  const goAway = async (): Promise<void> => {
    inbox.close();
    await sayGoodbye();
    await page.close();
  };
  return {
    kind: 'browser',
    role,
    ...joined,
    takeSamples: () => inbox.takeSamples(),
    takeFirstFrames: () => inbox.takeFirstFrames(),
    takeEvents: () => inbox.takeEvents(),
    // OpenVidu 2 sends a signal to whoever sent it, too.
    takeSignals: () => inbox.takeSignals().filter(({ from }) => from !== role.index),
    takeSendReport: () => undefined,
    impair: async (impairment) => {
      if (!page.impairment) throw notImpairable(role.index);
      await page.impairment.set(impairment).catch((cause: unknown) => {
        throw new LoadError(
          'BROWSER_CRASHED',
          `The page of participant ${role.index} is gone: it cannot be impaired.`,
          { cause },
        );
      });
    },
    evidence,
    leave: () => {
      leaving ??= goAway();
      return leaving;
    },
  };
}

const notImpairable = (participant: number): LoadError =>
  new LoadError(
    'INVALID_SCENARIO',
    `The network of participant ${participant} cannot be impaired, because it joined without conditions; give it an impairment from the start, { latencyMs: 0, loss: 0 } for none at first.`,
  );
