import type { PlannedParticipant } from '../model/plan.js';
import type { ResolvedScenario } from '../model/scenario.js';
import type { SignalSchedule } from '../model/signals.js';
import { seededNumbers } from './seeded-numbers.js';

/** Whoever may send signals. */
type Sender = Pick<PlannedParticipant, 'session' | 'role' | 'kind'>;

/**
 * When a participant sends signals, with a phase that the seed chooses. Undefined: it sends none, as a browser does that runs the
 * user's own app.
 */
export function signalSchedule(
  { seed, participants: { signals, app } }: Pick<ResolvedScenario, 'seed' | 'participants'>,
  { session, role, kind }: Sender,
): SignalSchedule | undefined {
  if (!signals || (app && kind === 'browser')) return undefined;
  const everyMs = 1000 / signals.perSecond;
  return {
    everyMs,
    phaseMs: everyMs * seededNumbers(`${seed}/signals/${session}/${role.index}`)(),
    bytes: signals.bytes,
  };
}
