import type { TokenRole } from '../../model/token-role.js';
import type { ServerContext } from '../server-context.js';
import type { Connection } from '../sessions/connection.js';

export interface ConnectionChange {
  readonly role?: TokenRole | undefined;
  readonly record?: boolean | undefined;
}

/** Changes what REST may change of a connection; a client that has joined is told once per property that really changed. */
export function changeConnection(
  context: ServerContext,
  connection: Connection,
  { role, record }: ConnectionChange,
): void {
  const { properties } = connection;
  if (role !== undefined && role !== properties.role) {
    properties.role = role;
    tell(context, connection, 'role', role);
  }
  if (record !== undefined && record !== properties.record) {
    properties.record = record;
    tell(context, connection, 'record', String(record));
  }
}

function tell(context: ServerContext, connection: Connection, property: 'role' | 'record', newValue: string): void {
  if (connection.status === 'active')
    context.participants.notify(connection, 'connectionPropertyChanged', { property, newValue });
}
