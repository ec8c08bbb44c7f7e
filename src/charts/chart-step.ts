import type { CurveStep } from '../model/verdict.js';

/** A point of the load curve with the whole counts of what broke; the lists of a {@link CurveStep} name only some. */
export interface ChartStep extends CurveStep {
  readonly missingCount: number;
  readonly badCount: number;
  readonly joinFailureCount: number;
}

/** What a load curve goes over, and how it is called. */
export const loadOf = ({
  joinsPerSecond,
  mediaConnections,
}: Pick<CurveStep, 'joinsPerSecond' | 'mediaConnections'>): number => joinsPerSecond ?? mediaConnections;

export const loadName = (steps: readonly Pick<CurveStep, 'joinsPerSecond'>[]): string =>
  steps.some(({ joinsPerSecond }) => joinsPerSecond !== undefined) ? 'joins per second' : 'media connections';

/** Whether participants had bad networks on purpose during a step's hold. */
export const isImpaired = ({ impairments = [] }: Pick<CurveStep, 'impairments'>): boolean => impairments.length > 0;
