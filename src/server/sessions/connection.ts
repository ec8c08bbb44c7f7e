import type { TokenRole } from '../../model/token-role.js';
import type { EpochMs } from '../../model/units.js';
import type { PublishedStream, Subscription } from './stream.js';

export interface IceServer {
  readonly url: string;
  readonly username?: string;
  readonly credential?: string;
}

/** What REST fixed for a connection when its token was made. */
export interface ConnectionProperties {
  readonly data: string;
  record: boolean;
  role: TokenRole;
  readonly kurentoOptions: Readonly<Record<string, unknown>> | null;
  readonly customIceServers: readonly IceServer[];
}

/** A connection whose token nobody has used yet. */
export interface PendingConnection {
  readonly status: 'pending';
  readonly id: string;
  readonly token: string;
  readonly createdAt: EpochMs;
  readonly properties: ConnectionProperties;
}

/** What a client tells when it joins. */
export interface JoinDetails {
  readonly clientData: string;
  readonly platform: string;
  /** Address of the client. */
  readonly ip: string;
}

/** A connection whose client has joined. */
export interface ActiveConnection extends Omit<PendingConnection, 'status'>, JoinDetails {
  readonly status: 'active';
  readonly activeAt: EpochMs;
  /** The one stream that a connection may publish. */
  stream: PublishedStream | undefined;
  /** By the publisher's connection id. */
  readonly subscriptions: Map<string, Subscription>;
  /** ICE candidates that the client sent before it published. */
  readonly earlyCandidates: { readonly candidate: string; readonly mid: string }[];
}

export type Connection = PendingConnection | ActiveConnection;
