import { LoadError } from '../../model/errors.js';
import type { JoinedDeployment, JoinOptions, ParticipantFactory } from '../participant.js';
import { NativeJoin } from './join-native.js';
import type { NativeParticipant } from './native-participant.js';
import { epochMs } from './timing/clock.js';

/**
 * Makes native participants: signalling over a websocket, pre-encoded VP8 and Opus, and RTP statistics, without browser.
 * Hundreds fit into one process. `close()` makes all of them leave.
 * @param _deployment default: one of OpenVidu 2, whose tokens carry its address.
 */
export function createNativeFactory(_deployment?: JoinedDeployment): ParticipantFactory {
  const present = new Set<NativeParticipant>();
  return {
    kind: 'native',
    async join(options) {
      let participant: NativeParticipant | undefined;
      const join = new NativeJoin(options, () => {
        if (participant) present.delete(participant);
      });
      participant = await withinTimeLimit(join, options);
      present.add(participant);
      return participant;
    },
    async close() {
      await Promise.all([...present].map((participant) => participant.leave()));
    },
  };
}

async function withinTimeLimit(join: NativeJoin, options: JoinOptions): Promise<NativeParticipant> {
  const untilStartMs = Math.max(0, options.scheduledAt - epochMs());
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(tooSlow(options)), untilStartMs + options.joinTimeoutMs);
  });
  try {
    return await Promise.race([join.run(), late]);
  } catch (thrown) {
    join.abandon();
    throw thrown;
  } finally {
    clearTimeout(timer);
  }
}

function tooSlow({ role, joinTimeoutMs }: JoinOptions): LoadError {
  return new LoadError(
    'TIMED_OUT',
    `Participant ${role.index} had not joined ${joinTimeoutMs / 1000} s after it was due; check the load of the deployment, or give joins more time.`,
  );
}
