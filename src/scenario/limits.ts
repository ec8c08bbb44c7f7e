/** Largest sizes that a scenario may ask for: far beyond what is useful, small enough that a slip of the keyboard exhausts nothing. */
export const limits = {
  publishersPerSession: 1000,
  participantsPerSession: 10_000,
  sessions: 10_000,
  sizedSessions: 1_000_000,
  steps: 1000,
  /** Holds of one level in a search: two of three agree. */
  holdsPerLevel: 3,
  mixParts: 50,
  mixWeight: 10_000,
  rampSeconds: { min: 1, max: 3600 },
  soakSeconds: 7 * 86_400,
  /** Stays of one load, those of the beginning included. */
  stays: 20_000,
  /** Publishers plus subscriptions of the largest step. */
  mediaConnections: 1_000_000,
  holdSeconds: { min: 10, max: 86_400 },
  settleLimitSeconds: { min: 1, max: 3600 },
  joinTimeoutSeconds: { min: 1, max: 600 },
  joinsPerSecond: 1000,
  framesPerSecond: 60,
  latencyMs: 10_000,
  bandwidthKbps: 10_000_000,
  impairmentSeconds: { min: 1 },
  /** Metrics that a scenario compares with its baseline: more comparisons make each of them weaker. */
  primaryMetrics: 6,
  repetitions: 20,
  margin: 1_000_000,
  turnSeconds: { min: 3, max: 600 },
  signalsPerSecond: { min: 0.01, max: 50 },
  /** A signal has to say who sent it when; servers of OpenVidu take messages of 50 KiB. */
  signalBytes: { min: 64, max: 16_000 },
  seed: 2 ** 32 - 1,
} as const;
