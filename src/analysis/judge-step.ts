import type { MergedFigures } from '../model/figures.js';
import { formatBound, formatMetric } from '../model/format.js';
import type { ResolvedScenario } from '../model/scenario.js';
import type { Breach, StepVerdict } from '../model/verdict.js';
import { breachesOf, undecided } from './breaches.js';
import { type HealthOptions, ownOptions, unhealthyBecause } from './health.js';
import type { Joining } from './joining.js';

/** Share of the planned load that the generators must have offered. */
const leastOfferedLoad = 0.95;

/** What a step is judged against, besides its scenario. */
export interface StepContext extends HealthOptions {
  /** Generators that carry the scenario. */
  readonly generators: number;
  /** Streams of the whole plan in this step. Given, it is checked that the figures cover them all. */
  readonly plannedExpectedStreams?: number;
  /** Everyone who joins in this step. Given, what is measured at joins is not asked of a step in which nobody does. */
  readonly joins?: readonly Joining[];
}

/**
 * Judges a step: inconclusive if generators or load were missing; failed if a guard or threshold fails and the generators were healthy,
 * inconclusive if one was not, or if the clocks of several machines leave a threshold open; passed otherwise. A join that the platform refused fails however the generators were.
 */
export function judgeStep(figures: MergedFigures, scenario: ResolvedScenario, context: StepContext): StepVerdict {
  const incomplete = whatIsMissing(figures, context);
  const explained = breachesOf(figures, scenario, context.joins);
  const breaches = explained.map(({ breach }) => breach);
  const open = undecided(figures, scenario);
  const broken = [...explained.map(({ reason }) => reason), ...open];
  if (incomplete.length > 0) return { verdict: 'inconclusive', reasons: [...incomplete, ...broken], breaches };
  if (broken.length === 0) return { verdict: 'passed', reasons: [], breaches };
  if (breaches.length === 0) return { verdict: 'inconclusive', reasons: open, breaches };
  if (wasRefused(figures, breaches)) return { verdict: 'failed', reasons: broken, breaches };
  const unhealthy = whatWasUnhealthy(figures, context, breaches);
  if (unhealthy.length > 0) return { verdict: 'inconclusive', reasons: [...unhealthy, ...broken], breaches };
  return { verdict: 'failed', reasons: broken, breaches };
}

function whatIsMissing(figures: MergedFigures, { generators, plannedExpectedStreams }: StepContext): string[] {
  const reasons: string[] = [];
  const missing = Array.from({ length: generators }, (_, i) => i + 1).filter((g) => !figures.generators.includes(g));
  if (missing.length > 0)
    reasons.push(
      `${missing.length === 1 ? 'generator' : 'generators'} ${missing.join(', ')} of ${generators} did not hand in figures`,
    );
  if (!(figures.offeredLoad >= leastOfferedLoad)) {
    const least = formatBound('generator.offeredLoad', leastOfferedLoad);
    const offered = formatMetric('generator.offeredLoad', figures.offeredLoad, leastOfferedLoad);
    reasons.push(
      `the generators offered ${offered} of the planned load, at least ${least} are needed${lazyOnes(figures)}`,
    );
  }
  if (plannedExpectedStreams !== undefined && figures.expectedStreams < plannedExpectedStreams)
    reasons.push(`the figures cover ${figures.expectedStreams} of ${plannedExpectedStreams} planned streams`);
  return reasons;
}

/** Which of several generators fell short. */
function lazyOnes({ health }: MergedFigures): string {
  if (health.length < 2) return '';
  const lazy = health.filter(({ offeredLoad }) => !(offeredLoad >= leastOfferedLoad));
  const named = lazy.map(
    ({ generator, offeredLoad }) =>
      `generator ${generator} ${formatMetric('generator.offeredLoad', offeredLoad, leastOfferedLoad)}`,
  );
  return lazy.length === 0 ? '' : ` (${named.join(', ')})`;
}

/** More joins failed than may, and not for want of anything on this side. */
const wasRefused = ({ joinFailures }: MergedFigures, breaches: readonly Breach[]): boolean =>
  breaches.some(({ metric }) => metric === 'joinFailures') && joinFailures.some(({ refused }) => refused);

/** Measured while participants join: a generator that was starved then makes them worse, however healthy it was afterwards. */
const ofJoining: readonly string[] = ['joinTime', 'startLateness', 'publishTime', 'timeToFirstFrame'];

function whatWasUnhealthy(figures: MergedFigures, options: HealthOptions, breaches: readonly Breach[]): string[] {
  const causes = figures.health.flatMap((health) =>
    unhealthyBecause(health, options).map((cause) => `generator ${health.generator} was not healthy: ${cause}`),
  );
  const own = figures.joinFailures.filter(({ cause }) => cause === 'generator');
  if (own.length > 0 || breaches.some(({ metric }) => ofJoining.includes(metric.split('@')[0]!)))
    for (const health of figures.health)
      for (const cause of health.whileJoining ? unhealthyBecause(health.whileJoining, ownOptions(health, options)) : [])
        causes.push(`generator ${health.generator} was not healthy while participants joined: ${cause}`);
  if (own.length > 0)
    causes.push(
      own.length === 1
        ? 'a generator itself could not join a participant'
        : `the generators themselves could not join ${own.length} participants`,
    );
  return causes;
}
