import type { Comparison, ComparisonOutcome } from '../../src/model/comparison.js';
import { counted } from './words.js';

/** A comparison in words, the same in every format. */
export interface ComparisonWords {
  /** `With the baseline (8 against 3 runs): 1 worse, 2 the same`. */
  readonly headline: string;
  /** One per metric and for the capacity: `worse: p95 joinTime 1.9 s → 2.6 s (…) at 98 media connections`. */
  readonly findings: readonly { readonly outcome: ComparisonOutcome; readonly text: string }[];
  readonly notes: readonly string[];
}

const outcomeWords: Readonly<Record<ComparisonOutcome, string>> = {
  worse: 'worse',
  better: 'better',
  same: 'the same',
  unclear: 'unclear',
};

/** Null if the scenario has no baseline. */
export function comparisonWords(comparison: Comparison | null): ComparisonWords | null {
  if (!comparison) return null;
  const { metrics, capacity, notes } = comparison;
  const findings = [...metrics, ...(capacity ? [capacity] : [])].map(({ outcome, sentence }) => ({
    outcome,
    text: `${outcomeWords[outcome]}: ${sentence}`,
  }));
  return { headline: headlineOf(comparison), findings, notes };
}

function headlineOf({ status, metrics, capacity, baselineRuns, currentRuns }: Comparison): string {
  if (status === 'none') return 'No baseline to compare with';
  if (status === 'refused') return 'Not compared with the baseline';
  const outcomes = [...metrics, ...(capacity ? [capacity] : [])].map(({ outcome }) => outcome);
  const counts = (['worse', 'better', 'same', 'unclear'] as const)
    .map((outcome) => ({ outcome, count: outcomes.filter((of) => of === outcome).length }))
    .filter(({ count }) => count > 0)
    .map(({ outcome, count }) => `${count} ${outcomeWords[outcome]}`);
  const runs = `${baselineRuns} against ${counted(currentRuns, 'run')}`;
  const advisory = status === 'advisory' ? ', advisory' : '';
  return `With the baseline (${runs}${advisory}): ${counts.join(', ') || 'nothing to compare'}`;
}
