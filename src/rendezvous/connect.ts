import type { Attendance, Rendezvous, RendezvousWaits } from '../model/gather.js';
import type { RedisAddress } from '../model/redis-address.js';
import { connectLoopback, connectProgress } from './loopback-client.js';
import { connectRedis } from './redis/redis-rendezvous.js';

/** Where the generators of a run meet. */
export interface MeetingPoint {
  /** Address of the main process of this machine. */
  readonly loopbackUrl: string;
  /** Given where the generators are on several machines. */
  readonly redis?: RedisAddress;
  readonly runId: string;
  readonly waits: RendezvousWaits;
}

/**
 * Comes to the rendezvous of a run as one of its generators.
 * @throws LoadError `RENDEZVOUS_LOST` if nobody answers there
 */
export async function connectRendezvous(
  { loopbackUrl, redis, runId, waits }: MeetingPoint,
  who: Attendance,
): Promise<Rendezvous> {
  if (!redis) return connectLoopback(loopbackUrl, who, waits);
  const progress = await connectProgress(loopbackUrl);
  try {
    return await connectRedis({ address: redis, runId, who, waits, progress });
  } catch (thrown) {
    await progress.close();
    throw thrown;
  }
}
