import { setTimeout as sleep } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { type Browser, chromium } from '@playwright/test';
import { OpenVidu, type Session } from 'openvidu-node-client';
import type { InboundSample } from '../src/model/samples.js';
import type { ParticipantRole, ResolvedMedia } from '../src/model/scenario.js';
import {
  chromiumLaunchOptions,
  createBrowserFactory,
  machineSearch,
  requireChromium,
} from '../src/participants/browser/index.js';
import { createNativeFactory } from '../src/participants/native/index.js';
import type { JoinedParticipant, ParticipantFactory } from '../src/participants/participant.js';
import { spawnServer } from '../src/server/spawn.js';
import { atMost, type BenchmarkResult } from './benchmark-result.js';
import { cpuMsOf } from './livekit/process-usage.js';

/** What a participant does with the three streams that it receives. */
type Variant = 'bare' | 'sampled' | 'judged';

const streams = 3;
const warmUpMs = 8000;
const windows = 10;
const windowMs = 5000;
const media: ResolvedMedia = { video: '540x360', videoCodec: 'vp8', framesPerSecond: 30, adapt: 'off' };

/** A participant in a browser of its own, so that its CPU time is known. */
interface Receiver {
  readonly pid: number;
  readonly participant: JoinedParticipant;
  close(): Promise<void>;
}

/** CPU time that statistics and judging add to a browser participant. All variants receive the same streams at the same time. */
export async function benchJudging(): Promise<BenchmarkResult[]> {
  const server = await spawnServer();
  const natives = createNativeFactory();
  const receivers = new Map<Variant, Receiver>();
  try {
    const session = await new OpenVidu(server.url, server.secret).createSession();
    for (let index = 0; index < streams; index++)
      await join(natives, session, { index, publishes: { audio: true, video: true }, receivesFrom: [] });
    for (const variant of ['bare', 'sampled', 'judged'] as const)
      receivers.set(variant, await receive(session, variant, streams + receivers.size));
    await sleep(warmUpMs);
    const shares = await measure(receivers);
    const judged = receivers.get('judged')!.participant.takeSamples();
    return [
      atMost('statistics of a browser participant', shares.sampled - shares.bare, 'CPU', 0.02),
      atMost(`judging of ${streams} streams`, shares.judged - shares.sampled, 'CPU', 0.05),
      atMost('frames that were not read, of those decoded', 100 * unreadShare(judged), '%', 1),
    ];
  } finally {
    await Promise.all([...receivers.values()].map((receiver) => receiver.close()));
    await natives.close();
    await server.close();
  }
}

/** CPU time per second, mean over the windows of each variant. */
async function measure(receivers: ReadonlyMap<Variant, Receiver>): Promise<Record<Variant, number>> {
  const read = () => [...receivers].map(([variant, { pid }]) => [variant, cpuMsOf(pid)] as const);
  const perWindow: Record<Variant, number[]> = { bare: [], sampled: [], judged: [] };
  for (let window = 0; window < windows; window++) {
    const [before, startedAt] = [new Map(read()), performance.now()];
    await sleep(windowMs);
    const elapsedMs = performance.now() - startedAt;
    for (const [variant, cpuMs] of read()) perWindow[variant].push((cpuMs - before.get(variant)!) / elapsedMs);
  }
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  for (const [variant, values] of Object.entries(perWindow))
    console.log(`${variant}: ${mean(values).toFixed(3)} CPU (${values.map((value) => value.toFixed(3)).join(' ')})`);
  return { bare: mean(perWindow.bare), sampled: mean(perWindow.sampled), judged: mean(perWindow.judged) };
}

async function receive(session: Session, variant: Variant, index: number): Promise<Receiver> {
  const executablePath = requireChromium(machineSearch(chromium.executablePath()));
  const running = await chromium.launchServer(chromiumLaunchOptions({ executablePath }));
  const browser = await chromium.connect(running.wsEndpoint());
  const factory = createBrowserFactory({
    browser: async () => (variant === 'bare' ? withoutCollector(browser) : browser),
    ignoreHTTPSErrors: false,
  });
  const receivesFrom = Array.from({ length: streams }, (_, from) => from);
  const role = { index, publishes: { audio: false, video: false }, receivesFrom };
  return {
    pid: running.process().pid!,
    participant: await join(factory, session, role, variant === 'judged'),
    close: async () => {
      await factory.close();
      await running.close();
    },
  };
}

/** Pages that take the collector for installed already. */
const withoutCollector = (browser: Browser): Browser =>
  new Proxy(browser, {
    get(target, name) {
      if (name !== 'newContext') return Reflect.get(target, name);
      return async (...options: Parameters<Browser['newContext']>) => {
        const context = await target.newContext(...options);
        await context.addInitScript(() => {
          window.playwrightOpenviduCollector = { peers: new Map() };
        });
        return context;
      };
    },
  });

async function join(factory: ParticipantFactory, session: Session, role: ParticipantRole, groundTruth = true) {
  const { token } = await session.createConnection();
  return factory.join({
    token,
    role,
    media,
    scheduledAt: Date.now(),
    joinTimeoutMs: 30_000,
    seed: role.index + 1,
    ignoreHTTPSErrors: false,
    groundTruth,
  });
}

/** Over all streams, from their last samples. */
function unreadShare(samples: Awaited<ReturnType<JoinedParticipant['takeSamples']>>): number {
  const last = new Map<number, InboundSample>();
  for (const sample of samples)
    if (sample.direction === 'inbound' && sample.kind === 'video') last.set(sample.from, sample);
  const sum = (field: 'framesDecoded' | 'stampedFrames') =>
    [...last.values()].reduce((total, sample) => total + (sample[field] ?? 0), 0);
  return Math.max(0, 1 - sum('stampedFrames') / sum('framesDecoded'));
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) console.table(await benchJudging());
