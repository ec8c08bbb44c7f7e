import type { PlannedParticipant } from '../model/plan.js';
import type { OutboundSample } from '../model/samples.js';
import type { Window } from '../quality/index.js';
import type { Member } from './crowd.js';
import type { Roster } from './roster.js';
import type { ParticipantSeries } from './series.js';

/**
 * How much of the planned load this generator really offered, 0 to 1: the lower of joins attempted / planned, and media handed over /
 * due. What the platform refused, throttled or paused counts as offered.
 */
export function offeredLoad(roster: Roster, window: Window, nominalFramesPerSecond: number): number {
  const { crowd } = roster;
  const joins = crowd.due === 0 ? 1 : crowd.attempted / crowd.due;
  const shares = roster.everyone.flatMap((member) => {
    // A browser that came within the hold, or left in it, may never have come to its full rate.
    if (member.participant.kind === 'browser' && !roster.isHereThroughout(member)) return [];
    const share = mediaShare(member, roster.seriesOf(member), window, nominalFramesPerSecond);
    return share === undefined ? [] : [share];
  });
  const media = shares.length === 0 ? 1 : shares.reduce((sum, share) => sum + Math.min(1, share), 0) / shares.length;
  return Math.min(joins, media, 1);
}

/** A rate has a meaning from so long a time on. */
const shortestRampMs = 1_000;

/**
 * Joins started per second / planned, 0 to 1: how far a step's joins fell behind their plan because the generator did not start them in
 * time. Judged by those that joined.
 * @param joins this generator's share, in the order of time
 * @param latenessMs of each that joined
 */
export function joinPace(
  joins: readonly Pick<PlannedParticipant, 'joinAtMs'>[],
  latenessMs: readonly number[],
): number {
  const [first, last] = [joins.at(0), joins.at(-1)];
  if (!first || !last || latenessMs.length === 0) return 1;
  const plannedMs = Math.max(shortestRampMs, last.joinAtMs - first.joinAtMs);
  const late = [...latenessMs].sort((a, b) => a - b)[Math.ceil(latenessMs.length * 0.95) - 1]!;
  return plannedMs / (plannedMs + late);
}

/** Media that one participant handed over / due; undefined for one that publishes nothing, or of whom nothing is known. */
function mediaShare(
  { participant }: Member,
  { due, sent, outbound }: ParticipantSeries,
  window: Window,
  nominalFramesPerSecond: number,
): number | undefined {
  if (due > 0) return sent / due;
  if (participant.kind !== 'browser') return undefined;
  return encodedShare((outbound.get('video') ?? []) as readonly OutboundSample[], window, nominalFramesPerSecond);
}

/**
 * Frames that a browser encoded / nominal, over the seconds in which nothing but the browser itself held it back: not the bandwidth that
 * it was given, and not a server that paused the stream.
 */
export function encodedShare(
  samples: readonly OutboundSample[],
  { from, to }: Window,
  nominalFramesPerSecond: number,
): number | undefined {
  let frames = 0;
  let seconds = 0;
  for (const [index, sample] of samples.entries()) {
    const before = samples[index - 1];
    if (!before || before.at < from || sample.at > to) continue;
    const encoded = (sample.framesEncoded ?? 0) - (before.framesEncoded ?? 0);
    const limited = bandwidthSeconds(sample) > bandwidthSeconds(before);
    const paused = encoded === 0 && (sample.sourceFramesPerSecond ?? 0) >= nominalFramesPerSecond / 2;
    if (sample.framesEncoded === undefined || limited || paused || encoded < 0) continue;
    frames += encoded;
    seconds += (sample.at - before.at) / 1000;
  }
  return seconds === 0 ? undefined : frames / (nominalFramesPerSecond * seconds);
}

const bandwidthSeconds = (sample: OutboundSample) => sample.qualityLimitationDurations?.bandwidth ?? 0;
