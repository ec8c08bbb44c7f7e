import type { StreamName } from '../model/figures.js';
import type { PlannedParticipant } from '../model/plan.js';
import { isJudged, isThroughout, overlap, type Presence, type Stay } from './stays.js';
import { publishedKinds } from './subscriptions.js';

/** A stream that must flow to one of our own. */
export interface StreamTo<T> extends Omit<StreamName, 'sessionName' | 'receiver'> {
  readonly receiver: T;
  /** When both ends are there, and long enough to be judged. Absent: throughout the hold. */
  readonly stays?: readonly Stay[];
}

/** Who is in the sessions during a hold. */
export interface Attendances<T> {
  readonly sessionNumbers: readonly number[];
  presencesIn(session: number): readonly Presence<T>[];
}

/**
 * The rows of the subscription matrix whose receiver is one of our own. A publisher that is not there is not expected, whoever carries
 * it. Who comes back to a place receives the same streams again. Ordered by session, receiver, publisher, kind.
 */
export function streamsOf<T extends Pick<PlannedParticipant, 'role'>>(
  attendances: Attendances<T>,
  holdSeconds: number,
): StreamTo<T>[] {
  return attendances.sessionNumbers.flatMap((session) => {
    const byPlace = groupByPlace(attendances.presencesIn(session));
    return [...byPlace.values()].flatMap((received) => {
      const { own, place } = received[0]!;
      if (!own) return [];
      return place.role.receivesFrom.flatMap((from) => {
        const published = byPlace.get(from) ?? [];
        const kinds = published[0] ? publishedKinds(published[0].place.role) : [];
        const stays = staysOf(received, published, holdSeconds * 1000);
        if (stays?.length === 0) return [];
        return kinds.map((kind) => ({
          ...{ session, from, to: place.role.index, kind, receiver: place },
          ...(stays && { stays }),
        }));
      });
    });
  });
}

/** When a stream is there; undefined if throughout the hold. */
function staysOf(received: readonly Stay[], published: readonly Stay[], holdMs: number): Stay[] | undefined {
  const stays = overlaps(received, published);
  if (stays.some((stay) => isThroughout(stay, holdMs))) return undefined;
  return stays.filter((stay) => isJudged(stay, holdMs));
}

/** When somebody is at both places. Those at one place are there one after the other, given in this order. */
function overlaps(ones: readonly Stay[], others: readonly Stay[]): Stay[] {
  const found: Stay[] = [];
  for (let i = 0, j = 0; i < ones.length && j < others.length; ) {
    const [one, other] = [ones[i]!, others[j]!];
    const both = overlap(one, other);
    if (both) found.push(both);
    if (one.toMs <= other.toMs) i += 1;
    else j += 1;
  }
  return found;
}

function groupByPlace<T extends Pick<PlannedParticipant, 'role'>>(presences: readonly Presence<T>[]) {
  const groups = new Map<number, Presence<T>[]>();
  for (const presence of [...presences].sort((a, b) => a.place.role.index - b.place.role.index)) {
    const { index } = presence.place.role;
    const group = groups.get(index);
    if (group) group.push(presence);
    else groups.set(index, [presence]);
  }
  return groups;
}
