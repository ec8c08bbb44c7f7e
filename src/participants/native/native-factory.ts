import { LoadError } from '../../model/errors.js';
import { requireForwarded } from '../../model/media-support.js';
import type { JoinedDeployment, JoinedParticipant, JoinOptions, ParticipantFactory } from '../participant.js';
import { NativeJoin } from './join-native.js';
import { LivekitJoin } from './livekit/join-livekit.js';
import { signalAddress } from './livekit/signal-address.js';
import { epochMs } from './timing/clock.js';

/** One join under way, of either edition. */
interface Join {
  run(): Promise<JoinedParticipant>;
  /** Leaves nothing behind, however far it came. */
  abandon(): void;
}

/**
 * Makes native participants: signalling over a websocket, pre-encoded VP8 and Opus, and RTP statistics, without browser.
 * Hundreds fit into one process. `close()` makes all of them leave.
 * @param deployment Default: one of OpenVidu 2, whose tokens carry its address.
 */
export function createNativeFactory(deployment?: JoinedDeployment): ParticipantFactory {
  const present = new Set<JoinedParticipant>();
  const newJoin = joinsFor(deployment);
  return {
    kind: 'native',
    async join(options) {
      let participant: JoinedParticipant | undefined;
      const join = newJoin(options, () => {
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

function joinsFor(deployment?: JoinedDeployment): (options: JoinOptions, onEnded: () => void) => Join {
  if (deployment?.edition !== 'openvidu3')
    return (options, onEnded) => {
      requireForwarded(options.media, 'openvidu2');
      return new NativeJoin(options, onEnded);
    };
  const address = signalAddress(deployment.url);
  return (options, onEnded) => new LivekitJoin(options, address, onEnded);
}

async function withinTimeLimit(join: Join, options: JoinOptions): Promise<JoinedParticipant> {
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
