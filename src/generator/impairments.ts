import { LoadError, messageOf } from '../model/errors.js';
import type { Impairment } from '../model/impairment.js';
import type { PlannedParticipant } from '../model/scenario.js';
import type { EpochMs } from '../model/units.js';
import { type NetworkPlan, participantKey } from '../scenario/index.js';
import { sleepUntil } from './clock.js';
import type { Member } from './crowd.js';

/** Gives the participants of one generator the network conditions that their scenario has for them. */
export class Impairments {
  constructor(private readonly plans: ReadonlyMap<string, NetworkPlan>) {}

  planOf({ session, role }: Pick<PlannedParticipant, 'session' | 'role'>): NetworkPlan | undefined {
    return this.plans.get(participantKey(session, role.index));
  }

  /**
   * Changes conditions at their times within a step's hold, and resolves when the last change is made. If it fails or is aborted, all
   * get back what they joined with.
   * @throws LoadError if a participant that is still there could not be impaired
   */
  async apply(members: readonly Member[], step: number, holdStartedAt: EpochMs, signal: AbortSignal): Promise<void> {
    const changes = members.flatMap((member) =>
      (this.planOf(member.planned)?.changes ?? [])
        .filter((change) => change.step === step)
        .map(({ atSeconds, conditions }) => ({ member, at: holdStartedAt + atSeconds * 1000, conditions })),
    );
    const instants = [...new Set(changes.map(({ at }) => at))].sort((a, b) => a - b);
    try {
      for (const instant of instants) {
        await sleepUntil(instant, signal);
        const due = changes.filter(({ at }) => at === instant);
        await Promise.all(due.map(({ member, conditions }) => impair(member, conditions)));
      }
    } catch (thrown) {
      const concerned = new Set(changes.map(({ member }) => member));
      await Promise.allSettled([...concerned].map((member) => impair(member, this.planOf(member.planned)!.joinsWith)));
      throw thrown;
    }
  }
}

async function impair({ planned, participant }: Member, conditions: Impairment): Promise<void> {
  try {
    await participant.impair(conditions);
  } catch (thrown) {
    // Whoever is gone has streams that say so.
    if (thrown instanceof LoadError && ['BROWSER_CRASHED', 'CONNECTION_LOST'].includes(thrown.code)) return;
    throw new LoadError(
      thrown instanceof LoadError ? thrown.code : 'INVALID_SCENARIO',
      `The network of participant ${planned.role.index} of session ${planned.session} (${planned.kind}) could not be changed: ${messageOf(thrown)}`,
      { cause: thrown },
    );
  }
}
