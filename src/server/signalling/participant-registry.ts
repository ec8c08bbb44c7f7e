import type { ActiveConnection } from '../sessions/connection.js';
import type { Participant, RpcSession } from './rpc-session.js';

/** Which client is behind which connection. */
export class ParticipantRegistry {
  readonly #byRpcId = new Map<string, RpcSession>();
  readonly #byConnection = new Map<ActiveConnection, RpcSession>();

  add(rpc: RpcSession, participant: Participant): void {
    this.#byRpcId.set(rpc.id, rpc);
    this.#byConnection.set(participant.connection, rpc);
    rpc.enter(participant);
  }

  /** For a client that comes back on a new socket. */
  findByRpcId(id: string): RpcSession | undefined {
    return this.#byRpcId.get(id);
  }

  notify(connection: ActiveConnection, method: string, params: object): void {
    this.#byConnection.get(connection)?.notify(method, params);
  }

  notifyAll(connections: readonly ActiveConnection[], method: string, params: object): void {
    for (const connection of connections) this.notify(connection, method, params);
  }

  /** The participant is gone from its session. */
  release(connection: ActiveConnection): void {
    const rpc = this.#byConnection.get(connection);
    if (!rpc) return;
    this.#byConnection.delete(connection);
    this.#byRpcId.delete(rpc.id);
    rpc.release();
  }
}
