import { metric, participantKinds } from './metric.js';

/** Metrics of data signals (`participants.signals`). */
export const signalMetrics = {
  'signal.latency': metric(
    'Signal latency',
    'ms',
    'lower',
    'participant',
    'direct',
    participantKinds,
    'Signal sent until received: p95 of the signals of the hold that the participant received from others. Exact on one machine.',
  ),
  'signal.loss': metric(
    'Signals lost',
    'ratio',
    'lower',
    'participant',
    'over-hold',
    participantKinds,
    'Signals that were due to be sent to the participant in the hold and had not arrived 1.5 s after it / signals due. Those of a participant that could not join are among them.',
  ),
} as const;
