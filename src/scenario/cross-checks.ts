import type { MetricName, ParticipantKind } from '../model/metrics.js';
import type { ResolvedLoadShape, ResolvedThreshold, ResolvedTopology, VideoCodec } from '../model/scenario.js';
import { limits } from './limits.js';
import type { Mistakes } from './mistakes.js';
import { sessionSizeOf } from './roles.js';
import { mediaConnectionsOf } from './subscriptions.js';
import { kindsOf } from './threshold-schema.js';

/** Participants and media connections of a level. */
export interface LevelSize {
  readonly sessions: number;
  readonly participants: number;
  readonly mediaConnections: number;
}

/** What a level amounts to, without laying out its roles: it may be far too large for that. */
export function levelSize(topology: ResolvedTopology, unit: ResolvedLoadShape['unit'], level: number): LevelSize {
  const sessions = unit === 'sessions' ? level : 1;
  const size = sessionSizeOf(topology) ?? level;
  const connections =
    topology.type === 'custom' ? mediaConnectionsOf(topology.roles) : size * Math.min(size, publishersOf(topology));
  return { sessions, participants: sessions * size, mediaConnections: sessions * connections };
}

// Where everyone subscribes to every other publisher, p of n publish: p connections to publish, n·p − p to subscribe.
function publishersOf(topology: Exclude<ResolvedTopology, { type: 'custom' }>): number {
  return 'publishers' in topology ? topology.publishers : Number.POSITIVE_INFINITY;
}

/** Smallest level at which a stream can flow. */
export function smallestLevel(topology: ResolvedTopology): number {
  if (topology.type === 'growing-n-to-n') return 2;
  return topology.type === 'growing-n-to-m' ? topology.publishers + 1 : 1;
}

/** What a topology's load shape counts. */
const unitOf = (topology: ResolvedTopology): ResolvedLoadShape['unit'] =>
  topology.type.startsWith('growing-') ? 'participants' : 'sessions';

/**
 * Checks that topology and load shape fit each other.
 * @param path of the load
 * @returns whether they count the same, so that the load has a meaning
 */
export function checkLoad(
  topology: ResolvedTopology,
  load: Pick<ResolvedLoadShape, 'unit' | 'levels'>,
  path: string,
  mistakes: Mistakes,
): boolean {
  const unit = unitOf(topology);
  if (load.unit !== unit) {
    const why = unit === 'sessions' ? 'its sessions have a fixed size' : 'it has one session, which grows';
    mistakes.add(path, `topology ${topology.type} counts ${unit}, not ${load.unit}: ${why}`);
    return false;
  }
  const least = smallestLevel(topology);
  const first = load.levels[0]!;
  if (first < least)
    mistakes.add(path, `expected at least ${least} ${unit} in the first step, given ${first}: fewer carry no stream`);
  const { mediaConnections } = levelSize(topology, unit, load.levels.at(-1)!);
  if (mediaConnections > limits.mediaConnections)
    mistakes.add(
      path,
      `the largest step has ${mediaConnections} media connections; expected at most ${limits.mediaConnections}`,
    );
  return true;
}

/** Checks that there are as many participants as browsers, and a sample for every threshold. */
export function checkMix(
  participants: number,
  browser: number | 'all',
  thresholds: readonly ResolvedThreshold[],
  mistakes: Mistakes,
): void {
  const browsers = browser === 'all' ? participants : browser;
  if (browsers > participants)
    mistakes.add(
      'participants.browser',
      `expected at most ${participants}, the participants of the largest step, given ${browsers}`,
    );
  const present: ParticipantKind[] = [];
  if (browsers > 0) present.push('browser');
  if (browsers < participants) present.push('native');
  for (const { metric, participantKind, text } of thresholds) {
    const kinds = kindsOf(metric as MetricName).filter(
      (kind) => participantKind === undefined || kind === participantKind,
    );
    if (kinds.length > 0 && !kinds.some((kind) => present.includes(kind)))
      mistakes.add(
        `thresholds.${metric}${participantKind ? `@${participantKind}` : ''}`,
        `'${text}' would never get a sample: only ${kinds.join(' and ')} participants measure it, and this scenario has none; change participants.browser or leave the threshold out`,
      );
  }
}

/** Checks that whoever publishes can publish it. */
export function checkCodec(videoCodec: VideoCodec, browser: number | 'all', mistakes: Mistakes): void {
  if (videoCodec === 'vp8' || browser === 0) return;
  mistakes.add(
    'media.videoCodec',
    `'${videoCodec}' is for native participants only, and this scenario has browsers; leave it out or set participants.browser to 0`,
  );
}
