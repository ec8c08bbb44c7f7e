import type { ParticipantKind } from '../model/metrics.js';
import type { PlannedParticipant } from '../model/plan.js';
import { type Attendances, type StreamTo, streamsOf } from '../scenario/index.js';

/** A stream that must flow to one of our participants. */
export type ExpectedStream = Omit<StreamTo<unknown>, 'receiver'> & { readonly receiver: ParticipantKind };

/** The streams that our participants must receive during a hold, ordered by session, receiver, publisher, kind. */
export const expectedStreams = (attendances: Attendances<PlannedParticipant>, holdSeconds: number): ExpectedStream[] =>
  streamsOf(attendances, holdSeconds).map((stream) => ({ ...stream, receiver: stream.receiver.kind }));
