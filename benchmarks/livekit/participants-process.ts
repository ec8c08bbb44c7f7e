import { AccessToken } from 'livekit-server-sdk';
import type { InboundSample } from '../../src/model/samples.js';
import { createNativeFactory } from '../../src/participants/native/index.js';
import type { JoinedParticipant } from '../../src/participants/participant.js';
import { joinsPerSecond, participantsOf, type Received, type RoomLoad } from './load.js';

/** The first message to the process. */
export interface RoomTask extends RoomLoad {
  readonly url: string;
  readonly apiKey: string;
  readonly apiSecret: string;
  readonly room: string;
}

/** Later messages. The process answers the task with `joined` and the end with what was {@link Received}. */
export type Phase = 'begin' | 'finish';

process.once('message', async (task: RoomTask) => {
  const factory = createNativeFactory({ edition: 'openvidu3', url: task.url });
  const participants = await Promise.all(Array.from({ length: participantsOf(task) }, (_, index) => join(index)));
  // Nobody keeps more samples than those of the measured time.
  const discard = setInterval(() => take(participants), 1000);
  process.on('message', async (phase: Phase) => {
    clearInterval(discard);
    const samples = take(participants);
    if (phase === 'begin') return;
    await factory.close();
    process.send?.(receivedIn(samples), () => process.disconnect());
  });
  process.send?.('joined');

  async function join(index: number): Promise<JoinedParticipant> {
    const { url: _url, apiKey, apiSecret, room, publishers } = task;
    const token = new AccessToken(apiKey, apiSecret, { identity: `p${index}` });
    token.addGrant({ roomJoin: true, room });
    const publishes = index < publishers;
    return factory.join({
      token: await token.toJwt(),
      role: {
        index,
        publishes: { audio: false, video: publishes },
        receivesFrom: publishes ? [] : Array.from({ length: publishers }, (_, other) => other),
      },
      media: { video: '360p', videoCodec: 'h264', framesPerSecond: 30, adapt: 'off' },
      scheduledAt: Date.now() + (index * 1000) / joinsPerSecond,
      joinTimeoutMs: 30_000,
      seed: index + 1,
      ignoreHTTPSErrors: false,
    });
  }
});

/** New samples of received streams, per participant. */
function take(participants: readonly JoinedParticipant[]): InboundSample[][] {
  return participants.map((participant) =>
    participant.takeSamples().filter((sample): sample is InboundSample => sample.direction === 'inbound'),
  );
}

function receivedIn(samples: readonly InboundSample[][]): Received {
  const total = { tracks: 0, packets: 0, lost: 0 };
  for (const own of samples)
    for (const from of new Set(own.map((sample) => sample.from))) {
      const stream = own.filter((sample) => sample.from === from);
      const [first, last] = [stream[0]!, stream.at(-1)!];
      if (last.packetsReceived > first.packetsReceived) total.tracks++;
      total.packets += last.packetsReceived - first.packetsReceived;
      total.lost += last.packetsLost - first.packetsLost;
    }
  return total;
}
