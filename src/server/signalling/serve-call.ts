import { messageOf } from '../../model/errors.js';
import type { JsonRpcError } from '../../wire/jsonrpc.js';
import { openViduErrorCode } from '../../wire/openvidu-error-codes.js';
import type { Call, Reply } from './method.js';
import { joinRoom } from './methods/join-room.js';
import { participantMethods } from './methods.js';
import { SignallingError } from './signalling-error.js';

export type Outcome =
  | { readonly type: 'reply'; readonly reply: Reply }
  | { readonly type: 'error'; readonly error: JsonRpcError };

/** Serves one request. Every request gets an outcome, one with an unknown method too. Never rejects. */
export async function serveCall(call: Call): Promise<Outcome> {
  try {
    return { type: 'reply', reply: await replyTo(call) };
  } catch (thrown) {
    return { type: 'error', error: errorFrom(thrown) };
  }
}

/** An error as a real server words it, with the code at the end of the message. */
function rpcError(code: number, message: string): JsonRpcError {
  return { code, message: `${message}. Code: ${code}` };
}

async function replyTo(call: Call): Promise<Reply> {
  if (call.method === 'joinRoom') return joinRoom(call);
  const { participant } = call.rpc;
  if (!participant) throw new SignallingError('notJoined', `${call.method} needs a participant that has joined`);
  const method = participantMethods.get(call.method);
  if (!method) throw new SignallingError('generic', `There is no method ${call.method}`);
  return method({ ...call, participant });
}

function errorFrom(thrown: unknown): JsonRpcError {
  return thrown instanceof SignallingError
    ? rpcError(thrown.code, thrown.message)
    : rpcError(openViduErrorCode.internal, messageOf(thrown));
}
