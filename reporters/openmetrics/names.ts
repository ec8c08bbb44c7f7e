import { nameOf } from '../format/step-figures.js';

const prefix = 'openvidu_load';

/** Words of units that stand at the end of a name; units that are missing here have none. */
const unitWords: Readonly<Record<string, string>> = {
  ms: 'milliseconds',
  s: 'seconds',
  '1/s': 'per_second',
  kbps: 'kilobits_per_second',
  Mbps: 'megabits_per_second',
  MB: 'megabytes',
  px: 'pixels',
  dB: 'decibels',
  ratio: 'ratio',
};

/** `framesPerSecond` as Prometheus spells it: `frames_per_second`. */
const snake = (name: string): string =>
  name
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .replace(/[^A-Za-z0-9]+/g, '_')
    .toLowerCase();

export interface FamilyName {
  readonly name: string;
  readonly unit?: string;
}

/** A gauge should not end in `_count`, which belongs to histograms. */
const counts: Readonly<Record<string, string>> = {
  missingCount: 'missingStreams',
  badCount: 'badStreams',
  joinFailureCount: 'joinFailures',
};

/** `openvidu_load_step_media_connections` of a plain number of a step. */
export const plainName = (name: string): FamilyName =>
  withUnit(`${prefix}_step_${snake(counts[name] ?? name)}`, unitOfPlain(name));

/** `openvidu_load_join_time_milliseconds` of a metric of the catalogue. */
export const metricName = (metric: string, unit: string): FamilyName =>
  withUnit(`${prefix}_${snake(nameOf(metric))}`, unitWords[unit]);

/** `openvidu_load_capacity_sessions`, `openvidu_load_run_duration_seconds`. */
export const ownName = (name: string): FamilyName => withUnit(`${prefix}_${snake(name)}`, unitOfPlain(name));

/** The unit is said once: `platform.memoryMb` and `holdSeconds` carry theirs in their names already. */
function unitOfPlain(name: string): string | undefined {
  if (name.endsWith('Seconds')) return 'seconds';
  return name.endsWith('Ms') ? 'milliseconds' : undefined;
}

const withUnit = (name: string, unit: string | undefined): FamilyName => {
  if (unit === undefined) return { name };
  const bare = name.replace(/_ms$/, '');
  return { name: bare.endsWith(`_${unit}`) ? bare : `${bare}_${unit}`, unit };
};
