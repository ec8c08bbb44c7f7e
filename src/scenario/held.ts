import type { ParticipantKind } from '../model/metrics.js';
import type { Plan, PlannedParticipant } from '../model/scenario.js';
import { type ExpectedStream, publishedKinds } from './subscriptions.js';

/** One stream that must flow in a step, with its session and the kind of participant that receives it. */
export interface HeldStream extends ExpectedStream {
  readonly session: number;
  readonly receiver: ParticipantKind;
}

/**
 * Participants of a plan or share that have joined when a step is held, in the order in which they joined.
 * @param step index of the step, from 1
 */
export function heldParticipants(plan: Plan, step: number): PlannedParticipant[] {
  return plan.steps.slice(0, step).flatMap(({ joins }) => joins);
}

/**
 * Streams that the participants of a plan or share must receive when a step is held, by session, receiver, publisher and kind.
 * @param step index of the step, from 1
 */
export function heldStreams(plan: Plan, step: number): HeldStream[] {
  const size = plan.steps[step - 1]?.participantsPerSession ?? 0;
  return heldParticipants(plan, step).flatMap(({ session, role, kind: receiver }) =>
    role.receivesFrom
      .filter((from) => from < size)
      .flatMap((from) =>
        publishedKinds(plan.roles[from]).map((kind) => ({ session, from, to: role.index, kind, receiver })),
      ),
  );
}
