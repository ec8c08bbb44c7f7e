import { setTimeout as sleep } from 'node:timers/promises';
import type { Browser } from '@playwright/test';
import type { ParticipantKind } from '../../../src/model/metrics.js';
import type { InboundSample } from '../../../src/model/samples.js';
import type { EpochMs } from '../../../src/model/units.js';
import { createBrowserFactory } from '../../../src/participants/browser/index.js';
import { createNativeFactory } from '../../../src/participants/native/index.js';
import type { JoinedParticipant, ParticipantFactory } from '../../../src/participants/participant.js';
import type { Window } from '../../../src/quality/index.js';
import type { FaultSettingsInput } from '../../../src/server/faults/fault-settings.js';
import type { MediaServerKind } from '../../../src/server/server-options.js';
import { joinOptions } from '../browser/deployment.js';
import { launchChromium } from '../browser/launch.js';
import { Deployment, eventually } from '../native/deployment.js';

/** Who is in a room: its participants, by index. */
export interface Member {
  readonly kind: ParticipantKind;
  readonly publishes: boolean;
  readonly receivesFrom: readonly number[];
}

/** One received stream of a room, and all that was sampled of it. */
export interface RoomStream {
  readonly kind: 'audio' | 'video';
  readonly from: number;
  readonly to: number;
  readonly publisher: ParticipantKind;
  readonly receiver: ParticipantKind;
  readonly samples: InboundSample[];
}

const collectMs = 250;
/** A second's sample may come so much after its second. */
const lateSampleMs = 1500;
const nominalBitrate = { video: '540x360', videoCodec: 'vp8', framesPerSecond: 30, adapt: 'off' } as const;

/**
 * One session on an embedded server of its own process, in which everything that its receivers measure is kept. Native publishers send
 * at a constant rate whatever they are told, so that what a fault takes away can be told apart from what a publisher leaves out.
 */
export class CalibrationRoom {
  readonly streams: RoomStream[];
  readonly #members: readonly Member[];
  readonly #deployment: Deployment;
  readonly #factories: Partial<Record<ParticipantKind, ParticipantFactory>> = {};
  readonly #participants: JoinedParticipant[] = [];
  #browser: Browser | undefined;
  #collector: NodeJS.Timeout | undefined;

  private constructor(deployment: Deployment, members: readonly Member[]) {
    this.#deployment = deployment;
    this.#members = members;
    this.streams = members.flatMap((member, to) =>
      member.receivesFrom.flatMap((from) =>
        (['audio', 'video'] as const).map((kind) => ({
          kind,
          from,
          to,
          publisher: members[from]!.kind,
          receiver: member.kind,
          samples: [],
        })),
      ),
    );
  }

  /** Resolves when every stream flows. */
  static async open(mediaServer: MediaServerKind, members: readonly Member[]): Promise<CalibrationRoom> {
    const room = new CalibrationRoom(await Deployment.start({ mediaServer }), members);
    try {
      await room.#join();
      return room;
    } catch (thrown) {
      await room.close();
      throw thrown;
    }
  }

  /** Switches these faults on and all others off. */
  setFaults(faults: FaultSettingsInput): Promise<void> {
    return this.#deployment.setFaults(faults);
  }

  /** Lets so many seconds pass, from now on, until their samples are in. */
  async window(seconds: number, meanwhile: () => Promise<void> = async () => {}): Promise<Window> {
    const from: EpochMs = Date.now();
    const to = from + seconds * 1000;
    await Promise.all([meanwhile(), sleep(to + lateSampleMs - Date.now())]);
    this.#collect();
    return { from, to };
  }

  /** Resolves when every video stream has brought frames in each of two whole seconds after this call. */
  async flows(): Promise<void> {
    const since = Date.now();
    for (const stream of this.streams.filter(({ kind }) => kind === 'video'))
      await eventually(`participant ${stream.to} sees ${stream.from}`, () => {
        const [before, between, last] = stream.samples.filter(({ at }) => at >= since).slice(-3);
        return (last && frames(last) - frames(between!) > 10 && frames(between!) - frames(before!) > 10) || undefined;
      });
  }

  async close(): Promise<void> {
    clearInterval(this.#collector);
    await Promise.allSettled(this.#participants.map((participant) => participant.leave()));
    await Promise.allSettled(Object.values(this.#factories).map((factory) => factory.close()));
    await this.#browser?.close();
    await this.#deployment.close();
  }

  async #join(): Promise<void> {
    const session = await this.#deployment.newSession();
    for (const [index, { kind, publishes, receivesFrom }] of this.#members.entries()) {
      const { token } = await session.createConnection();
      const role = { index, publishes: { audio: publishes, video: publishes }, receivesFrom };
      const factory = await this.#factory(kind);
      const options = { role, seed: index + 1, media: nominalBitrate, joinTimeoutMs: 30_000 };
      this.#participants.push(await factory.join(joinOptions(token, options)));
    }
    this.#collector = setInterval(() => this.#collect(), collectMs);
    await this.flows();
  }

  async #factory(kind: ParticipantKind): Promise<ParticipantFactory> {
    this.#factories[kind] ??= kind === 'native' ? createNativeFactory() : await this.#browserFactory();
    return this.#factories[kind];
  }

  async #browserFactory(): Promise<ParticipantFactory> {
    const browser = await launchChromium();
    this.#browser = browser;
    return createBrowserFactory({ browser: async () => browser, ignoreHTTPSErrors: false });
  }

  #collect(): void {
    for (const [to, participant] of this.#participants.entries())
      for (const sample of participant.takeSamples())
        if (sample.direction === 'inbound') this.#stream(sample, to)?.samples.push(sample);
  }

  #stream({ kind, from }: InboundSample, to: number): RoomStream | undefined {
    return this.streams.find((stream) => stream.kind === kind && stream.from === from && stream.to === to);
  }
}

const frames = ({ framesDecoded = 0 }: InboundSample): number => framesDecoded;
