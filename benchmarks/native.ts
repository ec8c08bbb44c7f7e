import { fork } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { spawnServer } from '../src/server/spawn.js';
import { atLeast, atMost, type BenchmarkResult } from './benchmark-result.js';
import type { JoiningCost, NativeCost, NativeLoad, NativeTask } from './native/load.js';
import { samplingMsPerSecond } from './native/sampling.js';
import { Child } from './sfu/child.js';
import { connect } from './sfu.js';

/** Both put the participants' process at about 30 % of a core: near saturation, batching would halve the cost and hide it. */
const rooms: NativeLoad = { name: '2 rooms of 7', rooms: 2, participantsPerRoom: 7, subscribe: true };
const publishers: NativeLoad = { name: '100 publishers', rooms: 10, participantsPerRoom: 10, subscribe: false };

const warmUpMs = 5_000;
const measureMs = 15_000;

/**
 * CPU time of a process of native participants: per participant, per publisher, per received pair of streams and per join.
 * The floor is what the same connections and packets cost when received packets are looked at by nobody and sent ones come
 * from a bare loop, without RTCP, statistics and signalling (native/floor-process.ts).
 */
export async function benchNative(): Promise<BenchmarkResult[]> {
  const [room, roomFloor] = [await measure(rooms), await measureFloor(rooms)];
  const [publisher, publisherFloor] = [await measure(publishers), await measureFloor(publishers)];
  const perParticipant = cpuPerParticipantSecond(room);
  const perPublisher = cpuPerParticipantSecond(publisher);
  const pairs = rooms.participantsPerRoom - 1;
  const perPair = (perParticipant - perPublisher) / pairs;
  const floors = { room: roomFloor, publisher: publisherFloor, pair: (roomFloor - publisherFloor) / pairs };
  const connections = (load: NativeLoad) =>
    load.rooms * load.participantsPerRoom * (load.subscribe ? load.participantsPerRoom : 1);
  return [
    withFloor(atMost(`native participant, ${rooms.name}`, perParticipant, 'ms CPU/s', 20), floors.room),
    withFloor(atMost(`native publisher, ${publishers.name}`, perPublisher, 'ms CPU/s', 2), floors.publisher),
    withFloor(atMost(`received audio and video pair, ${rooms.name}`, perPair, 'ms CPU/s', 2.8), floors.pair),
    atMost(`join, ${publishers.name}`, cpuPerJoin(publisher, publisher.joining), 'ms CPU', 25),
    atMost(`join, ${rooms.name} (7 connections each)`, cpuPerJoin(room, room.joining), 'ms CPU', 25),
    atMost(`join of the first 14, ${rooms.name}`, cpuPerJoin(room, room.firstJoining), 'ms CPU', 25),
    ...[
      { load: rooms, cost: room },
      { load: publishers, cost: publisher },
    ].map(({ load, cost }) =>
      atMost(`memory per PeerConnection, ${load.name}`, cost.memoryMb / connections(load), 'MB', 1),
    ),
    atMost(`share of measuring, ${rooms.name}`, (100 * samplingMsPerSecond(pairs)) / perParticipant, '%', 1),
    atMost(`CPU of the process, ${rooms.name}`, (100 * room.cpuMs) / room.elapsedMs, '%', 50),
    atMost(`CPU of the process, ${publishers.name}`, (100 * publisher.cpuMs) / publisher.elapsedMs, '%', 50),
    atMost(`send lateness p99, ${rooms.name}`, room.latenessP99Ms, 'ms', 20),
    atMost(`packets not handed over, ${rooms.name}`, 100 * (1 - room.packetsSent / room.packetsDue), '%', 1),
    atLeast(`frame rate of the worst stream, ${rooms.name}`, room.minFramesPerSecond, '1/s', 27),
  ];
}

/** CPU time per participant and second of the floor, in ms. */
async function measureFloor({ rooms: count, participantsPerRoom, subscribe }: NativeLoad): Promise<number> {
  const [sfu, floor] = [new Child('./sfu-process.ts'), new Child('../native/floor-process.ts')];
  try {
    const subscriptionsPerPublisher = subscribe ? participantsPerRoom - 1 : 0;
    await connect({ publishers: count * participantsPerRoom, subscriptionsPerPublisher }, sfu, floor);
    await floor.tell({ type: 'start' });
    await sleep(warmUpMs);
    const before = await floor.figures();
    await sleep(measureMs);
    const after = await floor.figures();
    return (after.cpuMicros - before.cpuMicros) / (after.atMs - before.atMs) / (count * participantsPerRoom);
  } finally {
    await Promise.all([sfu.close(), floor.close()]);
  }
}

/** What a join costs beyond the media of those who are there already, in ms. */
function cpuPerJoin(cost: NativeCost, joining: JoiningCost): number {
  const media = (cpuPerParticipantSecond(cost) * joining.presentWhileJoiningMs) / 1000;
  return (joining.cpuMs - media) / cost.participants;
}

async function measure(load: NativeLoad): Promise<NativeCost> {
  const server = await spawnServer();
  try {
    const { url, secret } = server;
    // Extra options of Node for the participants, such as --cpu-prof.
    const extra = process.env.NATIVE_NODE_OPTIONS?.split(' ') ?? [];
    const path = fileURLToPath(new URL('./native/participants-process.ts', import.meta.url));
    const child = fork(path, { execArgv: ['--import', 'tsx', ...extra] });
    const task: NativeTask = { ...load, url, secret, warmUpMs, measureMs };
    child.send(task);
    const ended = once(child, 'exit');
    const outcome = await Promise.race([once(child, 'message'), ended.then(() => undefined)]);
    if (!outcome) throw new Error(`The participants' process of "${load.name}" ended without a result.`);
    await ended;
    return outcome[0] as NativeCost;
  } finally {
    await server.close();
  }
}

function cpuPerParticipantSecond({ cpuMs, participants, elapsedMs }: NativeCost): number {
  return cpuMs / participants / (elapsedMs / 1000);
}

const withFloor = (result: BenchmarkResult, floor: number): BenchmarkResult => ({
  ...result,
  floor: Number(floor.toPrecision(4)),
});

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) console.table(await benchNative());
