import { isDeepStrictEqual } from 'node:util';
import type { ResolvedScenario } from '../../src/model/scenario.js';
import { plainText } from '../format/plain-text.js';
import { platformText } from '../format/platform-notice.js';
import { counted } from '../format/words.js';
import type { VerdictFile } from '../json/verdict-schema.js';

type Run = VerdictFile['run'];
type Platform = NonNullable<Run['platform']>;

/** What a run was made with that another was not, one phrase each: `OpenVidu 2, version 2.31.0, at … (before: …)`. */
export function runDifferences(before: Run, now: Run): string[] {
  const pairs: readonly (readonly [string, string])[] = [
    [platformPhrase(before.platform), platformPhrase(now.platform)],
    [faultsPhrase(before.platform), faultsPhrase(now.platform)],
    [machinePhrase(before), machinePhrase(now)],
    [versionPhrase(before), versionPhrase(now)],
    [counted(before.generators, 'generator'), counted(now.generators, 'generator')],
    [counted(before.shards, 'shard'), counted(now.shards, 'shard')],
  ];
  return pairs.filter(([was, is]) => was !== is).map(([was, is]) => `${is} (before: ${was})`);
}

/** Parts of a scenario that differ, by their names: `load`, `media`. */
export function scenarioDifferences(before: ResolvedScenario, now: ResolvedScenario): string[] {
  const keys = new Set([...Object.keys(before), ...Object.keys(now)]) as Set<keyof ResolvedScenario>;
  return [...keys].filter((key) => !isDeepStrictEqual(before[key], now[key]));
}

/** The port of an embedded server is chance, and says nothing. */
const platformPhrase = (platform: Platform | null): string =>
  platform === null ? 'no platform' : platformText(platform);

const faultsPhrase = (platform: Platform | null): string =>
  platform === null || platform.faults.length === 0
    ? 'no faults'
    : `faults: ${platform.faults.map((fault) => plainText(fault, 80)).join(', ')}`;

function machinePhrase({ machine }: Run): string {
  if (machine === null) return 'an unknown machine';
  const { cpus, cpuModel, memoryMb, platform, node } = machine;
  // What a machine calls its memory varies by some megabytes from start to start.
  const memory = `${(memoryMb / 1000).toFixed(1)} GB`;
  return `${cpus} × ${plainText(cpuModel, 60)}, ${memory}, ${plainText(platform, 60)}, Node ${plainText(node, 20)}`;
}

const versionPhrase = ({ packageVersion }: Run): string =>
  `playwright-openvidu ${packageVersion ? plainText(packageVersion, 30) : 'of an unknown version'}`;
