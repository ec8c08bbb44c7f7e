import { EventEmitter } from 'node:events';
import type { WebSocket } from 'ws';
import { Faults } from '../../../src/server/faults/faults.js';
import { defaultLimits } from '../../../src/server/limits.js';
import type { ServerContext } from '../../../src/server/server-context.js';
import { SessionStore } from '../../../src/server/sessions/session-store.js';
import { ClientSocket } from '../../../src/server/signalling/client-socket.js';
import { ParticipantRegistry } from '../../../src/server/signalling/participant-registry.js';
import { formatRequest, parseJsonRpc } from '../../../src/wire/jsonrpc.js';
import { FakeMedia } from './fake-media.js';

/** Everything that the server sends to anyone, in one order: `A result 1`, `B participantJoined`. */
export type FrameLog = string[];

export function contextForTest(): ServerContext & { readonly media: FakeMedia } {
  return {
    secret: 'secret',
    mediaServerKind: 'kurento',
    publicUrl: 'http://127.0.0.1:4443',
    limits: defaultLimits,
    clock: () => 1_700_000_000_000,
    sessions: new SessionStore(() => 1_700_000_000_000),
    participants: new ParticipantRegistry(),
    media: new FakeMedia(),
    faults: new Faults(),
  };
}

/** A client without a network, named in the log. */
export class LoggedClient extends EventEmitter {
  readonly OPEN = 1;
  readonly readyState = 1;
  readonly bufferedAmount = 0;
  readonly #answers = new Map<number, (result: unknown) => void>();
  #nextId = 0;

  constructor(
    context: ServerContext,
    readonly name: string,
    readonly log: FrameLog,
  ) {
    super();
    new ClientSocket(context, this as unknown as WebSocket, '127.0.0.1');
  }

  send(text: string): void {
    const frame = parseJsonRpc(text)!;
    if (frame.type === 'notification') {
      const { reason } = frame.params;
      this.log.push(`${this.name} ${frame.method}${reason ? ` ${reason}` : ''}`);
    } else {
      this.log.push(`${this.name} ${frame.type}`);
      this.#answers.get(frame.id)?.(frame.type === 'result' ? frame.result : frame);
    }
  }

  close(): void {
    this.emit('close');
  }

  terminate(): void {
    this.emit('close');
  }

  /** Resolves to the result, or to the whole error frame. */
  request(method: string, params: object = {}): Promise<Readonly<Record<string, unknown>>> {
    const id = this.#nextId++;
    const answer = new Promise<unknown>((resolve) => this.#answers.set(id, resolve));
    this.emit('message', formatRequest(id, method, params), false);
    return answer as Promise<Readonly<Record<string, unknown>>>;
  }
}

/** A client that has joined the session. */
export async function joined(
  context: ServerContext,
  sessionId: string,
  name: string,
  log: FrameLog,
  role: 'PUBLISHER' | 'MODERATOR' = 'PUBLISHER',
): Promise<LoggedClient & { readonly id: string }> {
  const session = context.sessions.find(sessionId)!;
  const properties = { data: '', record: true, role, kurentoOptions: null, customIceServers: [] };
  const { id, token } = context.sessions.createConnection(session, properties, 'ws://127.0.0.1:4443');
  const client = new LoggedClient(context, name, log);
  await client.request('joinRoom', { session: sessionId, token, secret: '', platform: '', metadata: '' });
  return Object.assign(client, { id });
}
