import type { MetricName, ParticipantKind } from '../model/metrics.js';
import type { Plan } from '../model/plan.js';
import type {
  ResolvedGrowingTopology,
  ResolvedLoadShape,
  ResolvedParticipantMix,
  ResolvedSessionTopology,
  ResolvedThreshold,
  ResolvedTopology,
  VideoCodec,
} from '../model/scenario.js';
import { limits } from './limits.js';
import type { Mistakes } from './mistakes.js';
import { apportion } from './mix.js';
import { sessionSizeOf } from './roles.js';
import { leastJudgedMs, settleAfterJoinMs } from './stays.js';
import { highestLevel } from './step-times.js';
import { mediaConnectionsOf } from './subscriptions.js';
import { kindsOf } from './threshold-schema.js';

/** Participants and media connections of a level. */
export interface LevelSize {
  readonly sessions: number;
  readonly participants: number;
  readonly mediaConnections: number;
}

/** What a level amounts to, without laying out its roles: it may be far too large for that. */
export function levelSize(
  topology: ResolvedTopology,
  unit: ResolvedLoadShape['unit'],
  level: number,
  seed: number,
): LevelSize {
  if (topology.type === 'growing-n-to-n' || topology.type === 'growing-n-to-m')
    return { sessions: 1, participants: level, mediaConnections: connectionsOf(topology, level) };
  const parts = topology.type === 'mix' ? topology.parts : [{ topology, weight: 1 }];
  const counts = parts.map(() => 0);
  if (topology.type === 'mix') for (const part of apportion(parts, level, seed)) counts[part]! += 1;
  else counts[0] = level;
  const sum = (of: (part: ResolvedSessionTopology) => number) =>
    parts.reduce((total, part, i) => total + counts[i]! * of(part.topology), 0);
  return {
    sessions: unit === 'sessions' ? level : 1,
    participants: sum((of) => sessionSizeOf(of)!),
    mediaConnections: sum((of) => connectionsOf(of, sessionSizeOf(of)!)),
  };
}

// Where everyone subscribes to every other publisher, p of n publish: p connections to publish, n·p − p to subscribe.
function connectionsOf(topology: ResolvedSessionTopology | ResolvedGrowingTopology, size: number): number {
  if (topology.type === 'custom') return mediaConnectionsOf(topology.roles);
  return size * Math.min(size, 'publishers' in topology ? topology.publishers : Number.POSITIVE_INFINITY);
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
  load: Pick<ResolvedLoadShape, 'unit' | 'levels' | 'arrivals'>,
  path: string,
  seed: number,
  mistakes: Mistakes,
): boolean {
  const unit = unitOf(topology);
  if (load.unit !== unit) {
    const why = unit === 'sessions' ? 'its sessions have a fixed size' : 'it has one session, which grows';
    mistakes.add(path, `topology ${topology.type} counts ${unit}, not ${load.unit}: ${why}`);
    return false;
  }
  const least = smallestLevel(topology);
  const lowest = Math.min(...load.levels);
  if (lowest < least && !load.arrivals)
    mistakes.add(path, `expected at least ${least} ${unit} in every step, given ${lowest}: fewer carry no stream`);
  const { mediaConnections } = levelSize(topology, unit, highestLevel(load), seed);
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

/** Checks that there is somebody whose microphone can be switched. */
export function checkSpeakers({ browser, speakers }: ResolvedParticipantMix, mistakes: Mistakes): void {
  if (speakers && browser === 'all')
    mistakes.add(
      'participants.speakers',
      'only native participants take turns to speak, and this scenario has none; leave it out or have fewer browsers',
    );
}

/** Checks that there is somebody who can send signals. */
export function checkSignals({ browser, app, signals }: ResolvedParticipantMix, mistakes: Mistakes): void {
  if (signals && app && browser === 'all')
    mistakes.add(
      'participants.signals',
      'browsers that run your own app send no signals, and this scenario has nobody else; leave it out or have fewer browsers',
    );
}

const seconds = (ms: number): string => `${ms / 1000} s`;

/** Checks that there is something to judge in each hold. */
export function checkArrivals({ steps }: Plan, path: string, mistakes: Mistakes): void {
  const empty = steps.filter(({ expectedStreams }) => expectedStreams === 0).map(({ index }) => index);
  if (empty.length > 0)
    mistakes.add(
      path,
      `no stream is there long enough to be judged in ${empty.length === 1 ? 'step' : 'steps'} ${empty.join(', ')}: ${seconds(settleAfterJoinMs + leastJudgedMs)}, or ${seconds(leastJudgedMs)} of one that began before; let more come, let them stay longer, or make hold longer`,
    );
}
