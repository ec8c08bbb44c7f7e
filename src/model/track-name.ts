/**
 * OpenVidu 3: every participant of ours gives its tracks this name, so that others can tell whose they are without a grant.
 * @param participant Index within its session.
 */
export const trackNameOf = (participant: number): string => `participant-${participant}`;

/** The participant that a track's name tells of; undefined for a track of somebody else. */
export function participantOfTrackName(name: string): number | undefined {
  const found = /^participant-(\d{1,6})$/.exec(name);
  return found ? Number(found[1]) : undefined;
}
