import type { MergedFigures } from '../../model/figures.js';
import type { CurveStep, Verdict } from '../../model/verdict.js';
import type { JudgedHold } from './level-verdict.js';

/** Fewer of the expected streams flow: the platform has collapsed, and more load tells nothing. */
const collapsedShare = 0.5;

/** Whether fewer than half of the streams that should flow do. */
export const hasCollapsed = (step: { readonly flowingStreams: number; readonly expectedStreams: number }): boolean =>
  step.flowingStreams < step.expectedStreams * collapsedShare;

/** Steps of the curve as a search sees them. */
export const holdsOfCurve = (steps: readonly CurveStep[]): JudgedHold[] =>
  steps.map((step) => ({ level: step.index, verdict: step.verdict, collapsed: hasCollapsed(step) }));

/** What a search needs of a step as generators judge it, and as evidence keeps it. */
export interface JudgedFigures {
  readonly figures: Pick<MergedFigures, 'step' | 'flowingStreams' | 'expectedStreams'>;
  readonly judgement: { readonly verdict: Verdict };
}

/** The same of steps as generators judge them. */
export const holdsOfJudged = (steps: readonly JudgedFigures[]): JudgedHold[] =>
  steps.map(({ figures, judgement }) => ({
    level: figures.step,
    verdict: judgement.verdict,
    collapsed: hasCollapsed(figures),
  }));
