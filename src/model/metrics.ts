import type { Unit } from './units.js';

/** How a stream's seconds in the hold become its one value. */
export type PerStreamRule = 'p5' | 'p95' | 'mean' | 'min' | 'max' | 'over-hold' | 'direct';

/** Kinds of participant. */
export const participantKinds = ['browser', 'native'] as const;
export type ParticipantKind = (typeof participantKinds)[number];

/** One entry of the metric catalogue. */
export interface MetricDefinition {
  readonly unit: Unit;
  /** Which direction is better; `none` for figures that are neither good nor bad by themselves. */
  readonly better: 'lower' | 'higher' | 'none';
  /** What the values are taken over. */
  readonly scope: 'participant' | 'inbound-video' | 'inbound-audio' | 'outbound' | 'step' | 'generator' | 'platform';
  readonly perStream: PerStreamRule;
  /** Kinds of participant that measure it; empty for figures of generators and platforms. */
  readonly kinds: readonly ParticipantKind[];
  /** What it means, with its source where there is a formula. */
  readonly definition: string;
}

const both = participantKinds;
const browserOnly = ['browser'] as const;
const none = [] as const;

// Scope and kinds stay literal, so that the types of thresholds can be derived from them.
const metric = <const S extends MetricDefinition['scope'], const K extends MetricDefinition['kinds']>(
  unit: Unit,
  better: MetricDefinition['better'],
  scope: S,
  perStream: PerStreamRule,
  kinds: K,
  definition: string,
): MetricDefinition & { readonly scope: S; readonly kinds: K } => ({
  unit,
  better,
  scope,
  perStream,
  kinds,
  definition,
});

/** The metric catalogue: the one place where a metric's name, unit, direction and per-stream rule are written. */
export const metrics = {
  joinTime: metric(
    'ms',
    'lower',
    'participant',
    'direct',
    both,
    'Scheduled instant of the join until the platform accepted the participant. Queueing in the generator counts.',
  ),
  startLateness: metric(
    'ms',
    'lower',
    'participant',
    'direct',
    both,
    'Actual minus scheduled start of the join; health of the generator.',
  ),
  publishTime: metric(
    'ms',
    'lower',
    'participant',
    'direct',
    both,
    'Publish requested until ICE and DTLS are connected.',
  ),
  timeToFirstFrame: metric(
    'ms',
    'lower',
    'inbound-video',
    'direct',
    both,
    'Subscribe requested until the first frame is decoded (native: until the first complete key frame).',
  ),
  joinFailures: metric(
    'participants',
    'lower',
    'step',
    'direct',
    both,
    'Participants whose join failed after all retries.',
  ),
  missingStreams: metric(
    'streams',
    'lower',
    'step',
    'direct',
    both,
    'Pairs of the subscription matrix with no media for 3 s or more.',
  ),
  badStreams: metric(
    'streams',
    'lower',
    'step',
    'direct',
    both,
    'Streams frozen for more than 10 % of the hold, or under half their nominal frame rate.',
  ),
  reconnections: metric(
    'count',
    'lower',
    'participant',
    'direct',
    both,
    'Times the signalling socket or ICE was lost and came back.',
  ),

  'video.framesPerSecond': metric(
    '1/s',
    'higher',
    'inbound-video',
    'p5',
    both,
    'Frames decoded per second (native: complete frames; after an unrepaired gap nothing counts until a key frame).',
  ),
  'video.bitrate': metric('kbps', 'none', 'inbound-video', 'mean', both, 'RTP payload received.'),
  'video.residualLoss': metric(
    'ratio',
    'lower',
    'inbound-video',
    'over-hold',
    both,
    'Packets lost after repair / packets expected, over the hold.',
  ),
  'video.networkLoss': metric(
    'ratio',
    'lower',
    'inbound-video',
    'over-hold',
    both,
    'Packets lost before repair / packets expected, over the hold (RFC 3550 A.3 on first arrivals).',
  ),
  'video.jitter': metric(
    'ms',
    'lower',
    'inbound-video',
    'p95',
    both,
    'Interarrival jitter, RFC 3550 6.4.1 (native: first packet of each timestamp).',
  ),
  'video.jitterBufferDelay': metric(
    'ms',
    'lower',
    'inbound-video',
    'mean',
    browserOnly,
    'jitterBufferDelay / jitterBufferEmittedCount of the interval (webrtc-stats).',
  ),
  'video.freezeRatio': metric(
    'ratio',
    'lower',
    'inbound-video',
    'over-hold',
    both,
    'Time frozen / time: the webrtc-stats freeze rule plus stalls that freezeCount ignores.',
  ),
  'video.frameHeight': metric(
    'px',
    'higher',
    'inbound-video',
    'min',
    both,
    'Height of the decoded picture (native: from key frame headers).',
  ),
  'video.pliRate': metric('1/s', 'lower', 'inbound-video', 'mean', both, 'Picture loss indications sent per second.'),
  'video.nackRate': metric('1/s', 'lower', 'inbound-video', 'mean', both, 'Negative acknowledgements sent per second.'),

  'video.endToEndLatency': metric(
    'ms',
    'lower',
    'inbound-video',
    'p95',
    both,
    'Frame sent until frame seen, mean of each second. Browser: from the stamp in the picture, after decoding (of a native publisher, which cannot stamp the time: from the trailer of the frame, before decoding). Native: from the trailer of the complete frame. Exact on one machine.',
  ),
  'video.framesLost': metric(
    'ratio',
    'lower',
    'inbound-video',
    'over-hold',
    both,
    'Frames that were sent and never seen / frames sent: gaps in the numbers of stamps (browser) or trailers (native).',
  ),
  'video.identity': metric(
    'ratio',
    'lower',
    'inbound-video',
    'over-hold',
    both,
    'Frames that show another publisher than the one subscribed to / frames whose publisher could be read.',
  ),
  'video.psnr': metric(
    'dB',
    'higher',
    'inbound-video',
    'p5',
    browserOnly,
    'Peak signal-to-noise ratio of the luma against the reference frame rebuilt from its number, two samples a second.',
  ),
  'video.ssim': metric(
    'ratio',
    'higher',
    'inbound-video',
    'p5',
    browserOnly,
    'Structural similarity of the luma (Wang et al. 2004, blocks of 8 × 8) against the reference frame, two samples a second.',
  ),

  'audio.bitrate': metric('kbps', 'none', 'inbound-audio', 'mean', both, 'RTP payload received.'),
  'audio.residualLoss': metric(
    'ratio',
    'lower',
    'inbound-audio',
    'over-hold',
    both,
    'Packets lost / packets expected, over the hold.',
  ),
  'audio.jitter': metric('ms', 'lower', 'inbound-audio', 'p95', both, 'Interarrival jitter at 48 kHz, RFC 3550 6.4.1.'),
  'audio.jitterBufferDelay': metric(
    'ms',
    'lower',
    'inbound-audio',
    'mean',
    browserOnly,
    'jitterBufferDelay / jitterBufferEmittedCount of the interval (webrtc-stats).',
  ),
  'audio.concealmentRatio': metric(
    'ratio',
    'lower',
    'inbound-audio',
    'over-hold',
    browserOnly,
    '(concealedSamples − silentConcealedSamples) / totalSamplesReceived over the hold (webrtc-stats).',
  ),
  'audio.onsetLatency': metric(
    'ms',
    'lower',
    'inbound-audio',
    'p95',
    browserOnly,
    'Tone sent until tone heard: a publishing browser changes its tone on every whole second of the wall clock, a receiving one notes when it hears the change. Exact on one machine.',
  ),
  'audio.mos': metric(
    'mos',
    'higher',
    'inbound-audio',
    'mean',
    both,
    'Estimated listening quality, 1 to 4.5: E-model (ITU-T G.107) of one-way delay and loss, see “How MOS is estimated”. Native participants have no jitter buffer and assume one: compare each kind with itself only.',
  ),

  hopRoundTripTime: metric(
    'ms',
    'lower',
    'outbound',
    'p95',
    both,
    'Round trip to the media server, from RTCP reports (LSR and DLSR, RFC 3550 6.4.1).',
  ),
  sendBitrate: metric('kbps', 'none', 'outbound', 'mean', both, 'RTP payload sent.'),
  qualityLimitedByCpu: metric(
    'ratio',
    'lower',
    'outbound',
    'over-hold',
    browserOnly,
    'Share of the hold in which the encoder was limited by CPU (webrtc-stats qualityLimitationDurations).',
  ),
  qualityLimitedByBandwidth: metric(
    'ratio',
    'lower',
    'outbound',
    'over-hold',
    both,
    'Share of the hold limited by bandwidth (native: time on a lower clip because of REMB or loss).',
  ),

  'generator.offeredLoad': metric(
    'ratio',
    'higher',
    'generator',
    'direct',
    none,
    'Joins attempted and media handed over when due / planned.',
  ),
  'generator.canaryLateness': metric(
    'ms',
    'lower',
    'generator',
    'direct',
    none,
    'p99 of the latency of a stream that the generator sends to itself over loopback, without the server.',
  ),
  'generator.canaryLoss': metric(
    'ratio',
    'lower',
    'generator',
    'direct',
    none,
    'Lost share of the packets of that stream.',
  ),
  'generator.socketDrops': metric(
    'count',
    'lower',
    'generator',
    'direct',
    none,
    'Packets that the kernel dropped because a UDP socket of the generator was full (/proc/net/udp).',
  ),
  'generator.runQueueWait': metric(
    'ratio',
    'lower',
    'generator',
    'direct',
    none,
    'Time runnable but waiting for a CPU / wall time of the generator process (schedstat).',
  ),
  'generator.throttled': metric(
    'ratio',
    'lower',
    'generator',
    'direct',
    none,
    'Time throttled by the cgroup / wall time (cpu.stat).',
  ),
  'generator.eventLoopDelay': metric(
    'ms',
    'lower',
    'generator',
    'direct',
    none,
    'p99 of the event-loop delay of the generator.',
  ),
  'generator.sendLateness': metric('ms', 'lower', 'generator', 'direct', none, 'p99 of packets sent minus due.'),
  'generator.captureRate': metric(
    'ratio',
    'higher',
    'generator',
    'direct',
    none,
    'Lowest frames captured / nominal over publishing browsers.',
  ),
  'generator.decodeShare': metric(
    'ratio',
    'higher',
    'generator',
    'direct',
    none,
    'Lowest framesDecoded / framesReceived over receiving browsers, while no packet is lost and no key frame asked for.',
  ),
  'generator.cpuIdle': metric('ratio', 'higher', 'generator', 'direct', none, 'Idle share of the machine.'),
  'generator.memory': metric('MB', 'lower', 'generator', 'direct', none, 'Resident memory of the generator process.'),

  'platform.cpu': metric('ratio', 'none', 'platform', 'direct', none, 'CPU of the platform, 1 is one core.'),
  'platform.memory': metric('MB', 'none', 'platform', 'direct', none, 'Memory of the platform.'),
  'platform.networkOut': metric('Mbps', 'none', 'platform', 'direct', none, 'Media sent by the platform.'),
} as const satisfies Record<string, MetricDefinition>;

/** Name of a metric of the catalogue. */
export type MetricName = keyof typeof metrics;

/** Every name of the catalogue, in its order. */
export const metricNames = Object.keys(metrics) as MetricName[];

/** Whether `name` is in the catalogue. */
export const isMetricName = (name: string): name is MetricName => Object.hasOwn(metrics, name);

/** Metrics that a threshold may use: all but the platform's own figures. */
export type ThresholdMetric = {
  [M in MetricName]: (typeof metrics)[M]['scope'] extends 'platform' ? never : M;
}[MetricName];
