import type { ParticipantRole, ResolvedTopology } from '../model/scenario.js';

/** Participants per session, or undefined where the session grows, or where sessions differ. */
export function sessionSizeOf(topology: ResolvedTopology): number | undefined {
  switch (topology.type) {
    case 'n-to-n':
      return topology.size;
    case 'n-to-m':
      return topology.publishers + topology.subscribers;
    case 'teaching':
      return topology.teachers + topology.students;
    case 'custom':
      return topology.roles.length;
    default:
      return undefined;
  }
}

/**
 * Roles of the first participants of a session, with the subscriptions among them.
 * @param participantsInSession default: the whole session
 * @throws RangeError for more participants than the session has, and without a number where the session grows
 */
export function rolesOf(
  topology: ResolvedTopology,
  participantsInSession: number | undefined = sessionSizeOf(topology),
): ParticipantRole[] {
  const size = sessionSizeOf(topology) ?? Number.POSITIVE_INFINITY;
  if (participantsInSession === undefined || !(participantsInSession >= 0 && participantsInSession <= size))
    throw new RangeError(`a session of topology ${topology.type} has no ${participantsInSession} participants`);
  if (topology.type === 'mix') throw new RangeError('sessions of a mix have roles of their own');
  if (topology.type === 'custom')
    return topology.roles.slice(0, participantsInSession).map((role) => ({
      ...role,
      receivesFrom: role.receivesFrom.filter((from) => from < participantsInSession),
    }));
  const publishes = Array.from({ length: participantsInSession }, (_, index) => publishesOf(topology, index));
  return everyoneReceivesAll(publishes);
}

type Publishes = ParticipantRole['publishes'];
const audioAndVideo: Publishes = { audio: true, video: true };
const audioOnly: Publishes = { audio: true, video: false };
const nothing: Publishes = { audio: false, video: false };

function publishesOf(topology: Exclude<ResolvedTopology, { type: 'custom' | 'mix' }>, index: number): Publishes {
  switch (topology.type) {
    case 'n-to-n':
      return topology.only ? { audio: topology.only === 'audio', video: topology.only === 'video' } : audioAndVideo;
    case 'growing-n-to-n':
      return audioAndVideo;
    case 'n-to-m':
    case 'growing-n-to-m':
      return index < topology.publishers ? audioAndVideo : nothing;
    case 'teaching':
      return index < topology.teachers ? audioAndVideo : audioOnly;
  }
}

/** Whether a role publishes anything: one media connection. */
export const isPublisher = (role: Pick<ParticipantRole, 'publishes'>): boolean =>
  role.publishes.audio || role.publishes.video;

/** Roles in which everyone subscribes to every other publisher. */
export function everyoneReceivesAll(publishes: readonly Publishes[]): ParticipantRole[] {
  const publishers = publishes.flatMap((of, index) => (isPublisher({ publishes: of }) ? [index] : []));
  return publishes.map((of, index) => ({
    index,
    publishes: of,
    // One array serves all who only watch: a webinar has thousands of them.
    receivesFrom: isPublisher({ publishes: of }) ? publishers.filter((from) => from !== index) : publishers,
  }));
}
