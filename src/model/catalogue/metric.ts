import type { Unit } from '../units.js';

/** How a stream's seconds in the hold become its one value. */
export type PerStreamRule = 'p5' | 'p95' | 'mean' | 'min' | 'max' | 'over-hold' | 'direct';

/** Kinds of participant. */
export const participantKinds = ['browser', 'native'] as const;
export type ParticipantKind = (typeof participantKinds)[number];

/** One entry of the metric catalogue. */
export interface MetricDefinition {
  /** Its name for people, as charts and tables head it. */
  readonly title: string;
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

export const browserOnly = ['browser'] as const;
export const none = [] as const;

/** Scope and kinds stay literal, so that the types of thresholds can be derived from them. */
export const metric = <const S extends MetricDefinition['scope'], const K extends MetricDefinition['kinds']>(
  title: string,
  unit: Unit,
  better: MetricDefinition['better'],
  scope: S,
  perStream: PerStreamRule,
  kinds: K,
  definition: string,
): MetricDefinition & { readonly scope: S; readonly kinds: K } => ({
  title,
  unit,
  better,
  scope,
  perStream,
  kinds,
  definition,
});
