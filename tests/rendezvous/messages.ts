import type { Attendance, RendezvousWaits } from '../../src/model/gather.js';
import type { Progress } from '../../src/model/progress.js';
import type { RedisAddress } from '../../src/model/redis-address.js';
import type { MeetingPoint } from '../../src/rendezvous/connect.js';

export type ToHostProcess =
  | { readonly type: 'start'; readonly runId: string; readonly waits: RendezvousWaits; readonly redis?: RedisAddress }
  | { readonly type: 'abort'; readonly scenario: string; readonly reason: string };

export type FromHostProcess =
  | { readonly type: 'ready'; readonly url: string }
  | { readonly type: 'progress'; readonly progress: Progress };

export interface ToGeneratorProcess {
  readonly point: MeetingPoint;
  readonly who: Attendance;
}

/** Why the generator's run was aborted, or that it has come. */
export type FromGeneratorProcess = { readonly type: 'here' } | { readonly type: 'aborted'; readonly message: string };
