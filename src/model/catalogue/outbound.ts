import { browserOnly, metric, participantKinds } from './metric.js';

/** Metrics of what participants send, and of the way to the server. */
export const outboundMetrics = {
  hopRoundTripTime: metric(
    'Server round trip',
    'ms',
    'lower',
    'outbound',
    'p95',
    participantKinds,
    'Round trip to the media server, from RTCP reports (LSR and DLSR, RFC 3550 6.4.1).',
  ),
  sendBitrate: metric('Bitrate sent', 'kbps', 'none', 'outbound', 'mean', participantKinds, 'RTP payload sent.'),
  qualityLimitedByCpu: metric(
    'Limited by CPU',
    'ratio',
    'lower',
    'outbound',
    'over-hold',
    browserOnly,
    'Share of the hold in which the encoder was limited by CPU (webrtc-stats qualityLimitationDurations).',
  ),
  qualityLimitedByBandwidth: metric(
    'Limited by bandwidth',
    'ratio',
    'lower',
    'outbound',
    'over-hold',
    participantKinds,
    'Share of the hold limited by bandwidth (native: time on a lower clip because of REMB or loss).',
  ),
} as const;
