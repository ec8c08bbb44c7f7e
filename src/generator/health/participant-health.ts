import type { GeneratorHealth } from '../../model/figures.js';
import type { ParticipantKind } from '../../model/metrics.js';
import type { InboundSample, OutboundSample } from '../../model/samples.js';
import type { Window } from '../../quality/index.js';
import { addSlots, type ParticipantSeries } from '../series.js';
import { slotAbove } from './slot-above.js';

/** One frame more or less in the decoder must not look like a slow browser. */
const framesThatSaySomething = 60;

export interface ObservedParticipant {
  readonly kind: ParticipantKind;
  /** Was there throughout the hold. Rates of a browser that comes or goes say nothing of the machine. */
  readonly isSteady: boolean;
  readonly series: Pick<ParticipantSeries, 'inbound' | 'outbound' | 'latenessMs' | 'events'>;
}

/** What participants tell of the generator: lateness of sending, and whether its browsers capture and decode in time. */
export function participantHealth(
  participants: readonly ObservedParticipant[],
  { window, nominalFramesPerSecond }: { readonly window: Window; readonly nominalFramesPerSecond: number },
): GeneratorHealth {
  const lateness = participants.reduce<Uint32Array | undefined>(
    (sum, { series: { latenessMs } }) => (latenessMs ? addSlots(sum, latenessMs) : sum),
    undefined,
  );
  const sendLatenessP99Ms = lateness && slotAbove(lateness, 0.01);
  const browsers = participants.filter(({ kind }) => kind === 'browser');
  const steady = browsers.filter(({ isSteady }) => isSteady);
  const captured = steady.flatMap(({ series: { outbound } }) => {
    const rates = inWindow(outbound.get('video') ?? [], window).flatMap(
      (sample) => (sample as OutboundSample).sourceFramesPerSecond ?? [],
    );
    return rates.length === 0 ? [] : [mean(rates) / nominalFramesPerSecond];
  });
  const decoded = steady.flatMap(({ series: { inbound } }) => {
    const videos = [...inbound.values()].map((samples) => inWindow(samples, window) as InboundSample[]);
    return videos.flatMap((samples) => decodeShare(samples));
  });
  return {
    ...(sendLatenessP99Ms !== undefined && { sendLatenessP99Ms }),
    ...(browsers.length > 0 && { browserCrashes: browsers.filter(({ series }) => hasCrashed(series)).length }),
    ...(captured.length > 0 && { captureRate: Math.min(...captured) }),
    ...(decoded.length > 0 && { decodeShare: Math.min(...decoded) }),
  };
}

const hasCrashed = ({ events }: Pick<ParticipantSeries, 'events'>): boolean =>
  events.some((event) => event.type === 'disconnected' && event.crashed);

/**
 * Decoded share of the frames that a browser received, over the time that says something of the browser: a packet lost on
 * the way makes frames undecodable until the next key frame, however fast the browser is.
 */
function decodeShare(samples: readonly InboundSample[]): number[] {
  let received = 0;
  let decoded = 0;
  let unharmed = true;
  for (const [index, sample] of samples.entries()) {
    const before = samples[index - 1];
    if (before?.framesReceived === undefined || sample.framesReceived === undefined) continue;
    const wasUnharmed = unharmed;
    unharmed = sample.packetsLost <= before.packetsLost && (sample.pliCount ?? 0) === (before.pliCount ?? 0);
    if (!unharmed || !wasUnharmed) continue;
    received += sample.framesReceived - before.framesReceived;
    decoded += (sample.framesDecoded ?? 0) - (before.framesDecoded ?? 0);
  }
  return received >= framesThatSaySomething ? [decoded / received] : [];
}

const inWindow = <S extends { readonly at: number }>(samples: readonly S[], { from, to }: Window): S[] =>
  samples.filter(({ at }) => at >= from && at <= to);
const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
