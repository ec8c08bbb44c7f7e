import { LoadError, messageOf } from '../model/errors.js';
import type { Impairment } from '../model/impairment.js';
import type { PlannedParticipant } from '../model/plan.js';
import type { EpochMs } from '../model/units.js';
import { type NetworkPlan, participantKey } from '../scenario/index.js';
import { sleepUntil } from './clock.js';
import type { Member } from './crowd.js';

/** Gives the participants of one generator the network conditions that their scenario has for them. */
export class Impairments {
  /** The last change that was made: its step, and its second in the hold. */
  #last: { readonly step: number; readonly atSeconds: number } | undefined;

  constructor(private readonly plans: ReadonlyMap<string, NetworkPlan>) {}

  planOf({ session, role }: Pick<PlannedParticipant, 'session' | 'role'>): NetworkPlan | undefined {
    return this.plans.get(participantKey(session, role.index));
  }

  /** The conditions that a participant has at this moment, also one that joins within a hold; undefined if no impairment concerns it. */
  conditionsOf(planned: Pick<PlannedParticipant, 'session' | 'role'>): Impairment | undefined {
    const plan = this.planOf(planned);
    const last = this.#last;
    if (!plan || !last) return plan?.joinsWith;
    const latest = plan.changes.findLast((of) => of.step === last.step && of.atSeconds <= last.atSeconds);
    return latest?.conditions ?? plan.joinsWith;
  }

  /**
   * Changes conditions at their times within a step's hold, for whoever is there by then, and resolves when the last change is made. If
   * it fails or is aborted, all get back what they joined with.
   * @throws LoadError if a participant that is still there could not be impaired
   */
  async apply(
    members: () => readonly Member[],
    step: number,
    holdStartedAt: EpochMs,
    signal: AbortSignal,
  ): Promise<void> {
    this.#last = undefined;
    const changesOf = ({ changes }: NetworkPlan) => changes.filter((change) => change.step === step);
    const planned = [...this.plans.values()].flatMap((plan) => changesOf(plan).map(({ atSeconds }) => atSeconds));
    try {
      for (const instant of [...new Set(planned)].sort((a, b) => a - b)) {
        await sleepUntil(holdStartedAt + instant * 1000, signal);
        this.#last = { step, atSeconds: instant };
        const due = members().flatMap((member) => {
          const plan = this.planOf(member.planned);
          const change = plan && changesOf(plan).find(({ atSeconds }) => atSeconds === instant);
          return change ? [{ member, conditions: change.conditions }] : [];
        });
        await Promise.all(due.map(({ member, conditions }) => impair(member, conditions)));
      }
    } catch (thrown) {
      this.#last = undefined;
      const restored = members().flatMap((member) => {
        const plan = this.planOf(member.planned);
        return plan && changesOf(plan).length > 0 ? [impair(member, plan.joinsWith)] : [];
      });
      await Promise.allSettled(restored);
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
