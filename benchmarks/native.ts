import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { spawnServer } from '../src/server/spawn.js';
import type { NativeCost, NativeLoad, NativeTask } from './native/load.js';
import { samplingMsPerSecond } from './native/sampling.js';
import type { BenchmarkResult } from './sfu.js';

/** Both put the participants' process at about 30 % of a core: near saturation, batching would halve the cost and hide it. */
const rooms: NativeLoad = { name: '2 rooms of 7', rooms: 2, participantsPerRoom: 7, subscribe: true };
const publishers: NativeLoad = { name: '100 publishers', rooms: 10, participantsPerRoom: 10, subscribe: false };

const warmUpMs = 5_000;
const measureMs = 15_000;

/** CPU time of a process of native participants, per participant, per publisher and per received pair of streams. */
export async function benchNative(): Promise<BenchmarkResult[]> {
  const room = await measure(rooms);
  const publisher = await measure(publishers);
  const perParticipant = cpuPerParticipantSecond(room);
  const perPublisher = cpuPerParticipantSecond(publisher);
  const pairs = rooms.participantsPerRoom - 1;
  return [
    atMost(`native participant, ${rooms.name}`, perParticipant, 'ms CPU/s', 25),
    atMost(`native publisher, ${publishers.name}`, perPublisher, 'ms CPU/s', 4),
    atMost(`received audio and video pair, ${rooms.name}`, (perParticipant - perPublisher) / pairs, 'ms CPU/s', 4),
    atMost(`share of measuring, ${rooms.name}`, (100 * samplingMsPerSecond(pairs)) / perParticipant, '%', 1),
    atMost(`CPU of the process, ${rooms.name}`, (100 * room.cpuMs) / room.elapsedMs, '%', 50),
    atMost(`CPU of the process, ${publishers.name}`, (100 * publisher.cpuMs) / publisher.elapsedMs, '%', 50),
    atMost(`send lateness p99, ${rooms.name}`, room.latenessP99Ms, 'ms', 20),
    atMost(`packets not handed over, ${rooms.name}`, 100 * (1 - room.packetsSent / room.packetsDue), '%', 1),
    atLeast(`frame rate of the worst stream, ${rooms.name}`, room.minFramesPerSecond, '1/s', 27),
  ];
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

function atMost(name: string, value: number, unit: string, bound: number): BenchmarkResult {
  return { name, value: Number(value.toPrecision(4)), unit, target: `<= ${bound}`, met: value <= bound };
}

function atLeast(name: string, value: number, unit: string, bound: number): BenchmarkResult {
  return { name, value: Number(value.toPrecision(4)), unit, target: `>= ${bound}`, met: value >= bound };
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) console.table(await benchNative());
