import { setTimeout as sleep } from 'node:timers/promises';
import { OpenVidu } from 'openvidu-node-client';
import type { InboundSample } from '../../src/model/samples.js';
import { createNativeFactory } from '../../src/participants/native/index.js';
import type { JoinedParticipant } from '../../src/participants/participant.js';
import type { JoiningCost, NativeCost, NativeTask } from './load.js';

const joinEveryMs = 50;
const lastSubscriptionsMs = 500;

process.once('message', async (task: NativeTask) => {
  const factory = createNativeFactory();
  const memoryBefore = process.memoryUsage.rss();
  const first = await joinAll();
  await Promise.all(first.participants.map((participant) => participant.leave()));
  const { participants, cost: joining } = await joinAll();
  await sleep(task.warmUpMs);
  for (const participant of participants) {
    participant.takeSamples();
    participant.takeSendReport();
  }
  const [startedAt, cpuBefore] = [performance.now(), process.cpuUsage()];
  await sleep(task.measureMs);
  const [cpu, elapsedMs] = [process.cpuUsage(cpuBefore), performance.now() - startedAt];
  const cost: NativeCost = {
    ...costOf(participants, (cpu.user + cpu.system) / 1000, elapsedMs),
    firstJoining: first.cost,
    joining,
    memoryMb: (process.memoryUsage.rss() - memoryBefore) / 2 ** 20,
  };
  await factory.close();
  process.send?.(cost, () => process.disconnect());

  /** Everyone joins, and what that costs. */
  async function joinAll(): Promise<{ participants: JoinedParticipant[]; cost: JoiningCost }> {
    const before = process.cpuUsage();
    const { joined: participants, presentMs } = await joinRooms(task);
    // Subscriptions are set up a little later.
    await sleep(lastSubscriptionsMs);
    const cpu = process.cpuUsage(before);
    const presentWhileJoiningMs = presentMs + lastSubscriptionsMs * participants.length;
    return { participants, cost: { cpuMs: (cpu.user + cpu.system) / 1000, presentWhileJoiningMs } };
  }

  async function joinRooms({ url, secret, rooms, participantsPerRoom, subscribe }: NativeTask) {
    const openvidu = new OpenVidu(url, secret);
    const joins: Promise<JoinedParticipant>[] = [];
    for (let room = 0; room < rooms; room++) {
      const session = await openvidu.createSession();
      for (let index = 0; index < participantsPerRoom; index++) {
        const { token } = await session.createConnection();
        const everyone = Array.from({ length: participantsPerRoom }, (_, other) => other);
        const join = factory.join({
          token,
          role: {
            index,
            publishes: { audio: true, video: true },
            receivesFrom: subscribe ? everyone.filter((other) => other !== index) : [],
          },
          media: { video: '540x360', videoCodec: 'vp8', framesPerSecond: 30, adapt: 'remb' },
          scheduledAt: Date.now() + joinEveryMs * joins.length,
          joinTimeoutMs: 30_000,
          seed: joins.length + 1,
          ignoreHTTPSErrors: false,
        });
        joins.push(join);
      }
    }
    const joinedAt = joins.map((join) => join.then(() => Date.now()));
    const joined = await Promise.all(joins);
    const presentMs = sum((await Promise.all(joinedAt)).map((at) => Date.now() - at));
    return { joined, presentMs };
  }
});

function costOf(participants: readonly JoinedParticipant[], cpuMs: number, elapsedMs: number) {
  const reports = participants.map((participant) => participant.takeSendReport()!);
  const videos = participants.flatMap(videoStreamsOf);
  return {
    participants: participants.length,
    cpuMs,
    elapsedMs,
    packetsDue: sum(reports.map(({ due }) => due)),
    packetsSent: sum(reports.map(({ sent }) => sent)),
    latenessP99Ms: p99(reports.map(({ latenessMs }) => latenessMs)),
    videoStreams: videos.length,
    minFramesPerSecond: Math.min(30, ...videos.map(framesPerSecond)),
    packetsLost: sum(videos.map(([first, last]) => last.packetsLost - first.packetsLost)),
  };
}

/** First and last sample of each received video. */
function videoStreamsOf(participant: JoinedParticipant): [InboundSample, InboundSample][] {
  const byPublisher = new Map<number, [InboundSample, InboundSample]>();
  for (const sample of participant.takeSamples()) {
    if (sample.direction !== 'inbound' || sample.kind !== 'video') continue;
    byPublisher.set(sample.from, [byPublisher.get(sample.from)?.[0] ?? sample, sample]);
  }
  return [...byPublisher.values()];
}

function framesPerSecond([first, last]: [InboundSample, InboundSample]): number {
  return ((last.framesDecoded! - first.framesDecoded!) * 1000) / (last.at - first.at);
}

function p99(histograms: readonly Uint32Array[]): number {
  const slots = Array.from({ length: histograms[0]!.length }, (_, ms) => sum(histograms.map((counts) => counts[ms]!)));
  let above = sum(slots) * 0.01;
  for (let ms = slots.length - 1; ms > 0; ms--) {
    above -= slots[ms]!;
    if (above < 0) return ms;
  }
  return 0;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
