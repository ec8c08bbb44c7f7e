import { setTimeout as sleep } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { atMost, type BenchmarkResult } from './benchmark-result.js';
import { Child } from './sfu/child.js';
import type { Figures } from './sfu/messages.js';

/** Who publishes, and who subscribes to it how often. */
interface Shape {
  readonly name: string;
  readonly publishers: number;
  readonly subscriptionsPerPublisher: number;
  /** CPU per forwarded packet, in µs. */
  readonly targetMicros: number;
}

/** The first puts the SFU at about 30 % of a core, the second, with as many legs as a room of 38, at 40 %: near saturation, batching would halve the cost and hide it. */
const shapes: readonly Shape[] = [
  { name: '3 rooms of 7', publishers: 21, subscriptionsPerPublisher: 6, targetMicros: 20 },
  { name: '8 publishers to 30 subscribers', publishers: 8, subscriptionsPerPublisher: 30, targetMicros: 15 },
];

const warmUpMs = 3000;
const windows = 4;
const windowMs = 3000;

/** CPU time of an SFU process per packet it forwards. */
export async function benchSfu(): Promise<BenchmarkResult[]> {
  const results: BenchmarkResult[] = [];
  for (const shape of shapes) results.push(...(await measure(shape)));
  return results;
}

async function measure(shape: Shape): Promise<BenchmarkResult[]> {
  // Extra options of Node for the SFU, such as --cpu-prof.
  const sfu = new Child('./sfu-process.ts', process.env.SFU_NODE_OPTIONS?.split(' ') ?? []);
  const peers = new Child('./peers-process.ts');
  try {
    await connect(shape, sfu, peers);
    await peers.tell({ type: 'start' });
    await sleep(warmUpMs);
    const readings: Reading[] = [await read(sfu, peers)];
    for (let window = 0; window < windows; window++) {
      await sleep(windowMs);
      readings.push(await read(sfu, peers));
    }
    return judge(shape, readings);
  } finally {
    await Promise.all([sfu.close(), peers.close()]);
  }
}

interface Reading {
  readonly sfu: Figures;
  readonly peers: Figures;
}

async function read(sfu: Child, peers: Child): Promise<Reading> {
  return { sfu: await sfu.figures(), peers: await peers.figures() };
}

/** The cheapest window counts: whatever else runs on the machine can only make packets dearer. */
function judge(shape: Shape, readings: readonly Reading[]): BenchmarkResult[] {
  const costs = readings.slice(1).map((after, index) => {
    const before = readings[index]!;
    const cpuMicros = after.sfu.cpuMicros - before.sfu.cpuMicros;
    return {
      perPacketMicros: cpuMicros / (after.sfu.packets - before.sfu.packets),
      cpuPercent: (cpuMicros / (after.sfu.atMs - before.sfu.atMs)) * 0.1,
    };
  });
  const cheapest = costs.reduce((least, cost) => (cost.perPacketMicros < least.perPacketMicros ? cost : least));
  const [first, last] = [readings[0]!, readings.at(-1)!];
  const arrived = (last.peers.packets - first.peers.packets) / (last.sfu.packets - first.sfu.packets);
  return [
    atMost(`SFU CPU per forwarded packet, ${shape.name}`, cheapest.perPacketMicros, 'µs', shape.targetMicros),
    atMost(`SFU CPU, ${shape.name}`, cheapest.cpuPercent, '%', 100),
    atMost(`SFU packets not arrived, ${shape.name}`, Math.max(0, 100 * (1 - arrived)), '%', 1),
  ];
}

/** Connects the peers of one process to an SFU in another. */
export async function connect(
  shape: Pick<Shape, 'publishers' | 'subscriptionsPerPublisher'>,
  sfu: Child,
  peers: Child,
): Promise<void> {
  for (let publisher = 0; publisher < shape.publishers; publisher++) {
    const streamId = `stream-${publisher}`;
    const offer = await peers.sdp({ type: 'offer-stream', streamId });
    const answer = await sfu.sdp({ type: 'publish', streamId, offer });
    await peers.tell({ type: 'accept', peerId: streamId, answer });
    for (let subscription = 0; subscription < shape.subscriptionsPerPublisher; subscription++) {
      const legId = `${streamId}-to-${subscription}`;
      const legOffer = await peers.sdp({ type: 'offer-leg', legId });
      const legAnswer = await sfu.sdp({ type: 'subscribe', streamId, legId, offer: legOffer });
      await peers.tell({ type: 'accept', peerId: legId, answer: legAnswer });
    }
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) console.table(await benchSfu());
