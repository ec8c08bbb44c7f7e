import type { ServerContext } from '../server-context.js';
import type { Session } from '../sessions/session.js';

/** A message between the participants of a session. */
export interface Signal {
  /** Connection ids; empty means everyone, the sender included. */
  readonly to: readonly string[];
  readonly type?: string | undefined;
  readonly data?: string | undefined;
  /** Absent when REST sends it. */
  readonly from?: string;
}

/** Delivers a signal. False, and nothing is delivered, if a receiver is unknown. */
export function deliverSignal(context: ServerContext, session: Session, signal: Signal): boolean {
  const { to, ...content } = signal;
  const receivers = to.length === 0 ? session.activeConnections : [...new Set(to)].map((id) => session.findActive(id));
  if (!receivers.every((receiver) => receiver !== undefined)) return false;
  context.participants.notifyAll(receivers, 'sendMessage', content);
  return true;
}
