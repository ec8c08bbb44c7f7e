import type { ResolvedScenario } from '../model/scenario.js';
import type { SignalSchedule } from '../model/signals.js';
import { seededNumbers } from './seeded-numbers.js';

/** When a native participant sends signals, with a phase that the seed chooses. Undefined: it sends none. */
export function signalSchedule(
  { seed, participants: { signals } }: Pick<ResolvedScenario, 'seed' | 'participants'>,
  session: number,
  participant: number,
): SignalSchedule | undefined {
  if (!signals) return undefined;
  const everyMs = 1000 / signals.perSecond;
  return {
    everyMs,
    phaseMs: everyMs * seededNumbers(`${seed}/signals/${session}/${participant}`)(),
    bytes: signals.bytes,
  };
}
