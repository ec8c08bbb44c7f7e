import type { JoinFailure, StreamFault } from '../model/figures.js';
import type { EpochMs } from '../model/units.js';

/** So many are named; the rest is counted. */
const mostNamed = 3;

const faultNames: Readonly<Record<StreamFault['fault'], string>> = {
  missing: 'missing stream',
  'wrong-publisher': 'stream of the wrong publisher',
  frozen: 'frozen stream',
  'low-frame-rate': 'stream below half its frame rate',
};

/**
 * Names streams that are missing or bad: `missing stream: participant 4 → participant 2 (audio, session …, native) since 12.0 s into the
 * hold: no packet ever`.
 * @param faults named ones, of `count` in all
 */
export function streamSentence(
  faults: readonly StreamFault[],
  count: number,
  what: 'missing' | 'bad',
  holdStartedAt: EpochMs,
): string {
  const [first] = faults;
  if (count === 1 && first) return `${faultNames[first.fault]}: ${nameOf(first, holdStartedAt)}`;
  const named = faults.slice(0, mostNamed).map((fault) => {
    const kind = what === 'missing' ? '' : `${fault.fault}: `;
    return `${kind}${nameOf(fault, holdStartedAt)}`;
  });
  return listed(`${count} ${what} streams`, named, count);
}

/** What a stream that is gone had last. */
function lastWords(last: StreamFault['last']): string {
  if (!last) return '';
  const { bitrateKbps, framesPerSecond } = last;
  const frames = framesPerSecond === undefined ? '' : `${framesPerSecond.toFixed(1)} frames per second, `;
  return `; it had ${frames}${bitrateKbps.toFixed(0)} kbps`;
}

function nameOf(
  { fault, from, to, kind, sessionName, receiver, since, detail, last }: StreamFault,
  holdStartedAt: EpochMs,
): string {
  const seconds = (since - holdStartedAt) / 1000;
  const when = seconds < 0 ? `${(-seconds).toFixed(1)} s before the hold` : `${seconds.toFixed(1)} s into the hold`;
  const who = `participant ${from} → participant ${to} (${kind}, session ${sessionName}, ${receiver})`;
  return `${who} since ${when}: ${detail}${fault === 'missing' ? lastWords(last) : ''}`;
}

/** Names joins that failed: `join failure: participant 3 (native, session …): the platform answered …`. */
export function joinFailureSentence(failures: readonly JoinFailure[], count: number): string {
  const named = failures
    .slice(0, mostNamed)
    .map(
      ({ participant, kind, sessionName, reason }) =>
        `participant ${participant} (${kind}, session ${sessionName}): ${reason}`,
    );
  return count === 1 ? `join failure: ${named[0] ?? 'not named'}` : listed(`${count} join failures`, named, count);
}

function listed(head: string, named: readonly string[], count: number): string {
  const rest = count - named.length;
  return `${head}: ${[...named, ...(rest > 0 ? [`and ${rest} more`] : [])].join('; ')}`;
}
