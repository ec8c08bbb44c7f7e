import type { StepFigures, StreamEvidence, StreamFault } from '../model/figures.js';
import { secondsOfStream, type Window } from '../quality/index.js';
import type { Member } from './crowd.js';
import type { Roster } from './roster.js';

/** Events of a receiver that are kept, the newest. */
const mostEvents = 10;
/** Seconds of a stream that are kept, the newest. */
const mostSeconds = 60;

/** The figures with what can be seen of each named bad stream: its seconds, its receiver's last events, its connections, a picture. */
export async function withEvidence(figures: StepFigures, roster: Roster, window: Window): Promise<StepFigures> {
  const explain = (faults: readonly StreamFault[]) =>
    Promise.all(faults.map(async (fault) => ({ ...fault, evidence: await evidenceOf(fault, roster, window) })));
  const [missing, bad] = await Promise.all([explain(figures.missing), explain(figures.bad)]);
  return { ...figures, missing, bad };
}

/** Of those who were at the receiver's place one after the other: the last one of whom there is anything from before the fault. */
function whoHadIt({ session, to, since }: StreamFault, roster: Roster): Member | undefined {
  const members = roster.membersOf(session, to);
  const begins = (member: Member) =>
    Math.min(...[...roster.seriesOf(member).inbound.values()].flatMap(([first]) => first?.at ?? []));
  return members.findLast((member) => begins(member) <= since) ?? members.at(-1);
}

async function evidenceOf(fault: StreamFault, roster: Roster, window: Window): Promise<StreamEvidence> {
  const member = whoHadIt(fault, roster);
  const seconds = secondsOfStream(roster.inbound(fault), window).slice(-mostSeconds);
  if (!member) return { seconds, events: [], connections: [] };
  const events = roster
    .seriesOf(member)
    .events.slice(-mostEvents)
    .map((event) => ({ at: event.at, what: 'reason' in event ? `${event.type}: ${event.reason}` : event.type }));
  if (roster.crowd.gone.includes(member)) return { seconds, events, connections: [] };
  const seen = await member.participant.evidence(fault.from);
  return {
    seconds,
    events,
    connections: seen.connections,
    ...(seen.picture && { picture: seen.picture.toString('base64') }),
  };
}
