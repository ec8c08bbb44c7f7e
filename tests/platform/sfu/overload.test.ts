import assert from 'node:assert/strict';
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { describe, it, type TestContext } from 'node:test';
import { fileURLToPath } from 'node:url';
import type { Sfu } from '../../../src/server/sfu/sfu.js';
import type { SfuCounters } from '../../../src/server/sfu/sfu-counters.js';
import type { Request } from './overloaded-sfu.js';
import { TestPublisher } from './test-publisher.js';
import { TestSubscriber } from './test-subscriber.js';
import { until } from './until.js';

class RemoteSfu {
  readonly #child: ChildProcess;

  constructor(test: TestContext, cpuPerPacketMicros: number) {
    const script = fileURLToPath(new URL('./overloaded-sfu.ts', import.meta.url));
    this.#child = fork(script, [String(cpuPerPacketMicros)], { execArgv: ['--import', 'tsx'] });
    test.after(() => this.#child.kill('SIGKILL'));
  }

  /** The part of an SFU that the test clients use. */
  get sfu(): Sfu {
    const part: Pick<Sfu, 'publish' | 'answerSubscription'> = {
      publish: ({ streamId, offer }) => this.ask({ type: 'publish', streamId, offer }),
      answerSubscription: ({ streamId, legId, offer }) => this.ask({ type: 'subscribe', streamId, legId, offer }),
    };
    return part as Sfu;
  }

  async ask<Answer>(request: Request): Promise<Answer> {
    const answered = once(this.#child, 'message');
    this.#child.send(request);
    return (await answered)[0] as Answer;
  }

  counters(): Promise<SfuCounters> {
    return this.ask({ type: 'counters' });
  }
}

/** Latest frame that arrived, counted from how many were sent: 30 per second. */
function lagMs(publisher: TestPublisher, subscriber: TestSubscriber): number {
  const sentAt = publisher.timestamp;
  const last = subscriber.of('video').at(-1)!;
  return ((sentAt - last.timestamp) | 0) / 90;
}

describe('An overloaded SFU', () => {
  it('drops what it handles too late instead of queueing without bound, and recovers', async (test) => {
    // Six streams of 91 packets per second, 4 ms each: 2.2 times what one thread can do.
    const remote = new RemoteSfu(test, 4000);
    const pairs: { publisher: TestPublisher; subscriber: TestSubscriber }[] = [];
    for (let index = 0; index < 6; index++) {
      const streamId = `stream-${index}`;
      const publisher = await TestPublisher.publish(remote.sfu, { streamId });
      test.after(() => publisher.close());
      const subscriber = await TestSubscriber.subscribe(remote.sfu, { streamId, legId: `leg-${index}` });
      test.after(() => subscriber.close());
      pairs.push({ publisher, subscriber });
    }
    for (const { publisher } of pairs) publisher.start();
    const { publisher, subscriber } = pairs[0]!;
    await until(() => publisher.framesSent > 240, 'eight seconds of overload', 30_000);

    // Without drops more than four seconds would be queued by now.
    for (const pair of pairs) {
      const lag = lagMs(pair.publisher, pair.subscriber);
      assert.ok(lag < 2000, `${lag} ms behind`);
    }
    const overloaded = await remote.counters();
    assert.ok(overloaded.packetsDropped > 200, `${overloaded.packetsDropped} dropped`);
    assert.ok(overloaded.packetsForwarded > 400, `${overloaded.packetsForwarded} forwarded`);

    await remote.ask({ type: 'relieve' });
    await subscriber.receives('video', 60);
    const relieved = await remote.counters();
    const keyFrames = () => subscriber.of('video').filter((packet) => packet.startsKeyFrame).length;
    assert.ok(keyFrames() > 1, 'a key frame was asked for after the drops');
    await subscriber.receives('video', 60);
    assert.ok(lagMs(publisher, subscriber) < 1000);
    assert.equal((await remote.counters()).packetsDropped, relieved.packetsDropped);
  });

  it('drops nothing while it has time, even of a publisher that is late itself', async (test) => {
    const remote = new RemoteSfu(test, 100);
    const publisher = await TestPublisher.publish(remote.sfu);
    test.after(() => publisher.close());
    const subscriber = await TestSubscriber.subscribe(remote.sfu);
    test.after(() => subscriber.close());
    publisher.start();
    await subscriber.receives('video', 60);
    // A pause of the sender, then what it should have sent meanwhile, all at once.
    publisher.stop();
    await until(() => lagMs(publisher, subscriber) <= 40, 'the sender to be quiet');
    const resumedAt = performance.now() + 800;
    await until(() => performance.now() > resumedAt, 'the pause');
    for (let frame = 0; frame < 10; frame++) publisher.sendFrame();
    publisher.start();
    await subscriber.receives('video', 60);
    assert.equal(subscriber.missing('video'), 0);
    assert.equal((await remote.counters()).packetsDropped, 0);
  });
});
