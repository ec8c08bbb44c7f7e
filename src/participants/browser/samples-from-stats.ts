import type { InboundSample, OutboundSample } from '../../model/samples.js';
import type { RawStat, TrackTruth } from './page-messages.js';

/** Fields that a page has to push for {@link samplesFromStats}, by type of stat. */
export const statFields: Readonly<Record<string, readonly string[]>> = {
  'inbound-rtp': [
    'trackIdentifier',
    'mid',
    'bytesReceived',
    'packetsReceived',
    'packetsLost',
    'retransmittedPacketsReceived',
    'rtxSsrc',
    'jitter',
    'framesReceived',
    'framesDecoded',
    'frameHeight',
    'freezeCount',
    'totalFreezesDuration',
    'jitterBufferDelay',
    'jitterBufferEmittedCount',
    'pliCount',
    'nackCount',
    'concealedSamples',
    'silentConcealedSamples',
    'totalSamplesReceived',
  ],
  'outbound-rtp': [
    'bytesSent',
    'packetsSent',
    'framesSent',
    'framesEncoded',
    'mediaSourceId',
    'qualityLimitationDurations',
  ],
  'remote-inbound-rtp': ['localId', 'roundTripTime', 'roundTripTimeMeasurements'],
  'media-source': ['framesPerSecond'],
};

/** Round trips already told, by id of their stat: a measurement that did not change is not a new one. */
export type KnownRoundTrips = Map<string, number>;

/** The streams received over one peer connection, from one of its stats reports. */
export function inboundSamples(stats: readonly RawStat[], from: number): InboundSample[] {
  return stats.filter((stat) => stat.type === 'inbound-rtp').map((stat) => inboundSample(stat, from));
}

function inboundSample(stat: RawStat, from: number): InboundSample {
  const repairedSeparately = typeof stat.rtxSsrc === 'number';
  // Chromium counts 0 samples where nothing plays the track: that is "not measured".
  const played = stat.kind === 'video' || (numberOf(stat, 'totalSamplesReceived') ?? 0) > 0;
  return {
    direction: 'inbound',
    kind: kindOf(stat),
    from,
    at: stat.timestamp,
    bytesReceived: numberOf(stat, 'bytesReceived') ?? 0,
    packetsReceived: numberOf(stat, 'packetsReceived') ?? 0,
    packetsLost: numberOf(stat, 'packetsLost') ?? 0,
    ...(repairedSeparately ? present(stat, ['retransmittedPacketsReceived']) : {}),
    ...present(stat, [
      'jitter',
      'framesReceived',
      'framesDecoded',
      'frameHeight',
      'freezeCount',
      'totalFreezesDuration',
      'pliCount',
      'nackCount',
    ]),
    ...(played
      ? present(stat, [
          'jitterBufferDelay',
          'jitterBufferEmittedCount',
          'concealedSamples',
          'silentConcealedSamples',
          'totalSamplesReceived',
        ])
      : {}),
    ...truthOf(stat.truth, from),
  };
}

/** What the marks told, seen by a participant that expects them to be those of `from`. */
function truthOf(truth: TrackTruth | undefined, from: number): Partial<InboundSample> {
  const { shown, ...figures } = truth ?? {};
  if (!shown) return figures;
  const foreign = shown.filter(([publisher]) => publisher !== from);
  const framesOf = (publishers: typeof shown) => publishers.reduce((sum, [, frames]) => sum + frames, 0);
  const foreignPublisher = foreign.at(-1)?.[0];
  return {
    ...figures,
    identifiedFrames: framesOf(shown),
    foreignFrames: framesOf(foreign),
    ...(foreignPublisher === undefined ? {} : { foreignPublisher }),
  };
}

/** The streams sent over one peer connection, from one of its stats reports; layers of a simulcast stream are one stream. */
export function outboundSamples(stats: readonly RawStat[], known: KnownRoundTrips): OutboundSample[] {
  return (['audio', 'video'] as const).flatMap((kind) => {
    const layers = stats.filter((stat) => stat.type === 'outbound-rtp' && stat.kind === kind);
    return layers.length === 0 ? [] : [outboundSample(kind, layers, stats, known)];
  });
}

function outboundSample(
  kind: 'audio' | 'video',
  layers: readonly RawStat[],
  stats: readonly RawStat[],
  known: KnownRoundTrips,
): OutboundSample {
  const source = stats.find((stat) => stat.type === 'media-source' && stat.id === layers[0]?.mediaSourceId);
  const sourceFramesPerSecond = source && numberOf(source, 'framesPerSecond');
  const roundTripTime = newRoundTrip(layers, stats, known);
  const framesSent = largest(layers, 'framesSent');
  const framesEncoded = largest(layers, 'framesEncoded');
  const limited = layers.find((layer) => typeof layer.qualityLimitationDurations === 'object');
  return {
    direction: 'outbound',
    kind,
    at: layers[0]?.timestamp ?? 0,
    bytesSent: sum(layers, 'bytesSent'),
    packetsSent: sum(layers, 'packetsSent'),
    ...(framesSent === undefined ? {} : { framesSent }),
    ...(framesEncoded === undefined ? {} : { framesEncoded }),
    ...(sourceFramesPerSecond === undefined ? {} : { sourceFramesPerSecond }),
    ...(roundTripTime === undefined ? {} : { roundTripTime }),
    ...(limited
      ? { qualityLimitationDurations: limited.qualityLimitationDurations as Readonly<Record<string, number>> }
      : {}),
  };
}

/** A round trip only if one was measured since the report before. */
function newRoundTrip(
  layers: readonly RawStat[],
  stats: readonly RawStat[],
  known: KnownRoundTrips,
): number | undefined {
  let latest: number | undefined;
  for (const remote of stats) {
    if (remote.type !== 'remote-inbound-rtp' || !layers.some((layer) => layer.id === remote.localId)) continue;
    const measurements = numberOf(remote, 'roundTripTimeMeasurements') ?? 0;
    if (measurements > (known.get(remote.id) ?? 0)) latest = numberOf(remote, 'roundTripTime');
    known.set(remote.id, measurements);
  }
  return latest;
}

const kindOf = (stat: RawStat): 'audio' | 'video' => (stat.kind === 'audio' ? 'audio' : 'video');

function numberOf(stat: RawStat, field: string): number | undefined {
  const value = stat[field];
  return typeof value === 'number' ? value : undefined;
}

/** Those of the fields that the stat has: absent stays absent. */
function present<F extends keyof InboundSample>(stat: RawStat, fields: readonly F[]): Partial<Pick<InboundSample, F>> {
  const entries = fields.map((field) => [field, numberOf(stat, field)] as const);
  return Object.fromEntries(entries.filter(([, value]) => value !== undefined)) as Partial<Pick<InboundSample, F>>;
}

const sum = (stats: readonly RawStat[], field: string): number =>
  stats.reduce((total, stat) => total + (numberOf(stat, field) ?? 0), 0);

function largest(stats: readonly RawStat[], field: string): number | undefined {
  const values = stats.map((stat) => numberOf(stat, field)).filter((value) => value !== undefined);
  return values.length === 0 ? undefined : Math.max(...values);
}
