/** Network conditions of one participant, in each direction. */
export interface Impairment {
  /** Added one-way delay, ms. 0 to 10 000. */
  readonly latencyMs: number;
  /** Share of packets lost at random, 0 to 1. 1 is a dead line. */
  readonly loss: number;
  /** Kilobits per second, from the participant and to it. Absent: no limit. */
  readonly uploadKbps?: number;
  readonly downloadKbps?: number;
}

/** No impairment at all, of a participant that may be impaired later. */
export const unimpaired: Impairment = { latencyMs: 0, loss: 0 };

/**
 * Conditions by name. Rates and delays are those that browsers' developer tools and WebPageTest use for the same names, delays halved
 * (theirs are round trips); losses are what such lines lose when they are busy.
 */
export const impairmentProfiles = {
  '3G': { latencyMs: 75, loss: 0.005, uploadKbps: 768, downloadKbps: 1600 },
  'poor 3G': { latencyMs: 200, loss: 0.02, uploadKbps: 330, downloadKbps: 780 },
  '4G': { latencyMs: 35, loss: 0, uploadKbps: 5000, downloadKbps: 12000 },
  'poor 4G': { latencyMs: 85, loss: 0.01, uploadKbps: 1000, downloadKbps: 3000 },
  DSL: { latencyMs: 25, loss: 0, uploadKbps: 384, downloadKbps: 1500 },
  'high loss': { latencyMs: 20, loss: 0.1 },
  'call drop': { latencyMs: 0, loss: 1 },
} as const satisfies Record<string, Impairment>;

/** Name of a profile. */
export type ImpairmentProfile = keyof typeof impairmentProfiles;
