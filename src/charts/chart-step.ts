import type { CurveStep } from '../model/verdict.js';

/** A point of the load curve with the whole counts of what broke; the lists of a {@link CurveStep} name only some. */
export interface ChartStep extends CurveStep {
  readonly missingCount: number;
  readonly badCount: number;
  readonly joinFailureCount: number;
}

/** Whether participants had bad networks on purpose during a step's hold. */
export const isImpaired = ({ impairments = [] }: Pick<CurveStep, 'impairments'>): boolean => impairments.length > 0;
