import type { z } from 'zod';
import type { JsonRpcParams } from '../../wire/jsonrpc.js';
import type { ServerContext } from '../server-context.js';
import type { Participant, RpcSession } from './rpc-session.js';
import { SignallingError } from './signalling-error.js';

export interface Reply {
  readonly result: object;
  /** What others may only learn after the caller has its answer. */
  readonly afterwards?: () => void;
}

/** One request of a client. */
export interface Call {
  readonly context: ServerContext;
  readonly rpc: RpcSession;
  readonly method: string;
  readonly params: JsonRpcParams;
  /** Address of the client. */
  readonly ip: string;
}

/** One request of a client that has joined. */
export interface ParticipantCall extends Call {
  readonly participant: Participant;
}

/** Serves one method. @throws SignallingError what the client is told instead of a result. */
export type Method<C extends Call = ParticipantCall> = (call: C) => Reply | Promise<Reply>;

export const emptyReply: Reply = { result: {} };

/** Parameters of a call, checked. @throws SignallingError `internal`, as a real server answers a missing parameter. */
export function readParams<S extends z.ZodType>(schema: S, { method, params }: Call): z.output<S> {
  const parsed = schema.safeParse(params);
  if (parsed.success) return parsed.data;
  const names = [...new Set(parsed.error.issues.map((issue) => issue.path.join('.')))];
  throw new SignallingError('internal', `Missing or wrong parameter ${names.join(', ')} of ${method}`);
}

/** After a wait: the participant may be gone by now. @throws SignallingError `userNotFound` */
export function requireStillJoined({ participant: { session, connection } }: ParticipantCall): void {
  if (session.findActive(connection.id) !== connection)
    throw new SignallingError('userNotFound', `The participant left the session ${session.id} meanwhile`);
}
