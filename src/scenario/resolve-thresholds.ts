import type { ResolvedThreshold } from '../model/scenario.js';
import { show } from '../model/show.js';
import { Mistakes } from './mistakes.js';
import { readThresholds } from './threshold-schema.js';
import type { Thresholds } from './thresholds.js';

/**
 * Checks thresholds that stand alone.
 * @param where what they belong to, for the message
 * @throws LoadError `INVALID_SCENARIO` with every mistake at once
 */
export function resolveThresholds(input: Thresholds, where: string): readonly ResolvedThreshold[] {
  const mistakes = new Mistakes();
  const resolved = readThresholds(input, mistakes);
  for (const { metric, text, window } of resolved)
    if (window) mistakes.add(metric, `${show(text)} has a window, which only a load test has; leave it out`);
  mistakes.throwIfAny(where);
  return resolved;
}
