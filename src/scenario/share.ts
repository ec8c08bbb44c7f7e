import type { Plan, PlannedParticipant } from '../model/scenario.js';
import { countTotals } from './totals.js';

/**
 * The part of a plan that one generator carries. Sessions are dealt whole, round robin; the participants of one session that grows are
 * dealt singly. All shares add up to the plan, and the first browser is generator 1's.
 * @param generator from 1
 * @throws RangeError for a generator that does not exist
 */
export function share(whole: Plan, generator: number, generators: number): Plan {
  if (!Number.isInteger(generator) || !Number.isInteger(generators) || generator < 1 || generator > generators)
    throw new RangeError(`there is no generator ${generator} of ${generators}`);
  const first = firstBrowser(whole);
  const dealt = (join: PlannedParticipant) => (whole.dealtBy === 'session' ? join.session : join.role.index);
  const offset = first === undefined ? 0 : dealt(first) % generators;
  const isOwn = (join: PlannedParticipant) => (dealt(join) - offset + generators) % generators === generator - 1;
  const steps = whole.steps.map((step) => ({ ...step, joins: step.joins.filter(isOwn) }));
  return { ...whole, steps: countTotals(steps, whole.roles) };
}

function firstBrowser(whole: Plan): PlannedParticipant | undefined {
  for (const { joins } of whole.steps) {
    const browser = joins.find(({ kind }) => kind === 'browser');
    if (browser) return browser;
  }
  return undefined;
}
