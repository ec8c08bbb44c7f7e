import { LoadError, messageOf } from '../model/errors.js';
import type { JoinFailure } from '../model/figures.js';
import type { PlannedParticipant } from '../model/plan.js';
import { participantKey } from '../scenario/index.js';

/** The platform said no. */
export const isRefusal = (thrown: unknown): boolean =>
  thrown instanceof LoadError && ['JOIN_REFUSED', 'UNAUTHORIZED', 'UNTRUSTED_CERTIFICATE'].includes(thrown.code);

/** Joins that failed: in this step, or earlier of participants that are still due. */
export class JoinFailures {
  #all: readonly JoinFailure[] = [];
  readonly #inThisStep = new Set<string>();
  /** Whose join failed in this step, and who was to leave in it too. */
  readonly #noLongerDue = new Set<string>();
  /** Failures that either side may have brought about. */
  readonly #doubtful = new Set<string>();

  get all(): readonly JoinFailure[] {
    return this.#all;
  }

  add({ session, role, kind }: PlannedParticipant, sessionName: string, thrown: unknown): void {
    const failure: JoinFailure = {
      session,
      sessionName,
      participant: role.index,
      kind,
      cause: thrown instanceof LoadError && thrown.code === 'BROWSER_CRASHED' ? 'generator' : 'platform',
      ...(isRefusal(thrown) && { refused: true }),
      reason: messageOf(thrown),
    };
    this.#all = [...this.#all, failure];
    this.#inThisStep.add(keyOf(failure));
    if (!isRefusal(thrown)) this.#doubtful.add(keyOf(failure));
  }

  /** Who has left is due no longer. Its failure counts in its step all the same, however short its stay was to be. */
  leave(key: string): void {
    if (this.#inThisStep.has(key)) this.#noLongerDue.add(key);
    else this.#forgive(key);
  }

  /** From now on the failures of the last step count only while who failed is due. */
  beginStep(): void {
    for (const key of this.#noLongerDue) this.#forgive(key);
    this.#inThisStep.clear();
    this.#noLongerDue.clear();
  }

  /**
   * Says whose fault the failures since the last call were: those that a starved generator can bring about itself are its own, if it
   * was starved meanwhile. What the platform refused stays the platform's.
   */
  settleCauses(generatorWasStarved: boolean): void {
    if (generatorWasStarved)
      this.#all = this.#all.map((failure) =>
        this.#doubtful.has(keyOf(failure)) ? { ...failure, cause: 'generator' } : failure,
      );
    this.#doubtful.clear();
  }

  #forgive(key: string): void {
    this.#all = this.#all.filter((failure) => keyOf(failure) !== key);
    this.#doubtful.delete(key);
  }
}

const keyOf = ({ session, participant }: Pick<JoinFailure, 'session' | 'participant'>): string =>
  participantKey(session, participant);
