import type { ParticipantEvidence } from '../../participant.js';
import type { PeerName } from '../page-messages.js';
import type { ParticipantPage } from '../participant-page.js';
import { describePeers, type PeerState } from './page/describe-peers.js';
import { takePicture } from './page/take-picture.js';

const limitMs = 1_800;
const pictureLimitMs = 1_500;
const widestPicture = 320;
const jpegQuality = 0.6;

/** What the participant page knows of a stream. Never rejects; takes 2 s at most. */
export async function pageEvidence(page: ParticipantPage, from: number): Promise<ParticipantEvidence> {
  const [connections, base64] = await Promise.all([
    connectionsOf(page, from, ({ names }) => names),
    inTime(page.run(takePicture, { from, limitMs: pictureLimitMs, widest: widestPicture, quality: jpegQuality })),
  ]);
  return { connections, ...(base64 ? { picture: Buffer.from(base64, 'base64') } : {}) };
}

/** What a user's own app shows, if that is wanted, and what its page knows of a stream. Never rejects; takes 2 s at most. */
export async function appEvidence(
  page: ParticipantPage,
  from: number,
  namesOf: (peer: PeerState) => readonly PeerName[],
  screenshots: boolean,
): Promise<ParticipantEvidence> {
  const [connections, picture] = await Promise.all([
    connectionsOf(page, from, namesOf),
    screenshots ? inTime(page.screenshot({ widest: 2 * widestPicture, quality: jpegQuality })) : undefined,
  ]);
  return { connections, ...(picture ? { picture } : {}) };
}

/** One phrase for each connection that receives from the participant. */
async function connectionsOf(
  page: ParticipantPage,
  from: number,
  namesOf: (peer: PeerState) => readonly PeerName[],
): Promise<string[]> {
  const peers = await inTime(page.run(describePeers, undefined));
  if (!peers) return ['its page does not answer'];
  const receiving = peers.filter((peer) => namesOf(peer).some((name) => 'from' in name && name.from === from));
  if (receiving.length === 0) return [`no connection that receives from ${from}, of ${peers.length} in its page`];
  return receiving.map(({ connection, ice, local, remote }) =>
    [
      `receiving from ${from}: ${connection}`,
      `ICE ${ice}`,
      ...(local && remote ? [`${local} ↔ ${remote}`] : ['no candidate pair']),
    ].join(', '),
  );
}

/** Undefined for what failed or took too long. */
async function inTime<T>(work: Promise<T>): Promise<T | undefined> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<undefined>((resolve) => {
    timer = setTimeout(resolve, limitMs, undefined);
  });
  try {
    return await Promise.race([work.catch(() => undefined), late]);
  } finally {
    clearTimeout(timer);
  }
}
