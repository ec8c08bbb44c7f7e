import { setTimeout as sleep } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import {
  type LivekitServer,
  skipWithoutLivekit,
  startLivekitServer,
} from '../tests/platform/livekit/livekit-server.js';
import type { BenchmarkResult } from './benchmark-result.js';
import { compare, type Figures, medians, tableOf } from './livekit/figures.js';
import { lkGenerator } from './livekit/lk-generator.js';
import { findLk } from './livekit/lk-install.js';
import { type Generator, participantsOf, type RoomLoad } from './livekit/load.js';
import { ownGenerator } from './livekit/own-generator.js';
import { cpuMsOf, memoryMbOf } from './livekit/process-usage.js';
import { readServer } from './livekit/server-metrics.js';
import { publish } from './results-file.js';

const loads: readonly RoomLoad[] = [
  { name: '20 publishers', publishers: 20, subscribers: 0 },
  { name: '1 publisher, 50 viewers', publishers: 1, subscribers: 50 },
  { name: '8 publishers, 30 subscribers', publishers: 8, subscribers: 30 },
];

const rounds = Number(process.env.LIVEKIT_ROUNDS ?? 3);
const settleMs = 2_000;
/** The server counts packets every 5 s. */
const measureMs = 10_000;
/** Time for rooms of an earlier load to go from the server. */
const pauseMs = 300;

/** What native participants cost beside LiveKit's own load tester: same server, machine, codec and resolution, in turn. */
export async function benchLivekit(): Promise<BenchmarkResult[]> {
  if (skipWithoutLivekit) {
    console.log(`Nothing is compared: ${skipWithoutLivekit}.`);
    return [];
  }
  const lk = await findLk();
  if ('missing' in lk) console.log(`Only our participants are measured: ${lk.missing}`);
  const generators = [ownGenerator, ...('path' in lk ? [lkGenerator(lk.path)] : [])];
  const server = await startLivekitServer();
  try {
    const measured = loads.map(() => generators.map((): Figures[] => []));
    for (let round = 0; round < rounds; round++)
      for (const [index, load] of loads.entries())
        for (const [turn, generator] of generators.entries())
          measured[index]![turn]!.push(await measure(server, generator, load));
    return loads.flatMap((load, index) => {
      const [ours, theirs] = measured[index]!.map(medians);
      console.log(`\n${load.name}, median of ${rounds}:`);
      console.table(tableOf(ours!, theirs));
      return theirs ? compare(load, ours!, theirs) : [];
    });
  } finally {
    await server.close();
  }
}

async function measure(server: LivekitServer, generator: Generator, load: RoomLoad): Promise<Figures> {
  const atStart = await readServer(server.metricsUrl);
  const running = await generator.start(server, load, settleMs + measureMs + 1_000);
  await sleep(settleMs);
  running.begin();
  const read = async () => ({
    at: performance.now(),
    server: await readServer(server.metricsUrl),
    cpuMs: cpuMsOf(running.pid),
    serverCpuMs: cpuMsOf(server.pid),
  });
  const before = await read();
  await sleep(measureMs);
  const after = await read();
  const memoryMb = memoryMbOf(running.pid);
  const received = await running.finish();
  await sleep(pauseMs);
  const seconds = (after.at - before.at) / 1000;
  const participants = participantsOf(load);
  const cpuMs = after.cpuMs - before.cpuMs;
  const packetsIn = after.server.packetsIn - before.server.packetsIn;
  const packetsOut = after.server.packetsOut - before.server.packetsOut;
  return {
    cpuMsPerParticipantSecond: cpuMs / participants / seconds,
    cpuMicrosPerPacket: (cpuMs * 1000) / (packetsIn + packetsOut),
    memoryMbPerParticipant: memoryMb / participants,
    kbpsSent: ((after.server.bytesIn - before.server.bytesIn) * 8) / 1000 / seconds,
    kbpsReceived: ((after.server.bytesOut - before.server.bytesOut) * 8) / 1000 / seconds,
    packetsPerSecond: (packetsIn + packetsOut) / seconds,
    tracks: received.tracks,
    tracksDue: load.publishers * load.subscribers,
    lossPercent: (100 * received.lost) / Math.max(1, received.packets + received.lost),
    joinMs: (after.server.joinMs - atStart.joinMs) / Math.max(1, after.server.joins - atStart.joins),
    joins: after.server.joins - atStart.joins,
    serverCpuPercent: (after.serverCpuMs - before.serverCpuMs) / seconds / 10,
  };
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  publish(await benchLivekit());
  process.exit();
}
