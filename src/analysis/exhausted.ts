import type { PlatformFigures } from '../model/figures.js';
import { formatUnit } from '../model/format.js';
import type { CurveStep } from '../model/verdict.js';

/** From here on a resource counts as exhausted: what is left is needed for peaks within a second. */
const exhaustedFrom = 0.9;
/** The last passed load must have used so much less: what was as scarce while all was well did not break it. */
const leastRise = 0.05;

const resources = [
  { figure: 'cpuShare', name: 'CPU' },
  { figure: 'memoryShare', name: 'memory' },
  { figure: 'networkOutShare', name: 'network' },
] as const satisfies readonly { readonly figure: keyof PlatformFigures; readonly name: string }[];

type Step = Pick<CurveStep, 'index' | 'verdict' | 'joinsPerSecond' | 'mediaConnections' | 'platform'>;

const loadOf = ({ joinsPerSecond, mediaConnections }: Step): number => joinsPerSecond ?? mediaConnections;

/**
 * Which resources of the platform were used up at the knee: at least 90 % of them at the lowest load that failed, and less at the highest
 * that passed below it. One sentence each; none where nothing failed, or figures do not show it. Of several holds of one load every one
 * must show it.
 */
export function exhaustedSentences(steps: readonly Step[]): string[] {
  const failed = steps.filter(({ verdict }) => verdict === 'failed');
  const knee = Math.min(...failed.map(loadOf));
  const below = steps.filter((step) => step.verdict === 'passed' && loadOf(step) < knee);
  const highest = Math.max(...below.map(loadOf));
  const at = failed.filter((step) => loadOf(step) === knee);
  const before = below.filter((step) => loadOf(step) === highest);
  return resources.flatMap(({ figure, name }) => {
    const least = Math.min(...at.map(({ platform }) => platform?.[figure] ?? 0));
    const most = Math.max(...before.map(({ platform }) => platform?.[figure] ?? 1));
    if (at.length === 0 || least < exhaustedFrom) return [];
    if (before.length === 0)
      return [
        `the platform's ${name} was exhausted at step ${at[0]!.index}, the lowest load that failed: ${share(least)} in use`,
      ];
    if (most > least - leastRise) return [];
    return [
      `the platform's ${name} was exhausted at step ${at[0]!.index}, the lowest load that failed: ${share(least)} in use, ${share(most)} at step ${before[0]!.index}, which passed`,
    ];
  });
}

const share = (value: number): string => formatUnit(value, 'ratio');
