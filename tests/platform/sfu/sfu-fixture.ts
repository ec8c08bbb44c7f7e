import type { TestContext } from 'node:test';
import type { FaultSettingsInput } from '../../../src/server/faults/fault-settings.js';
import { Faults } from '../../../src/server/faults/faults.js';
import { Sfu } from '../../../src/server/sfu/sfu.js';
import { TestPublisher, type TestPublisherOptions } from './test-publisher.js';
import { TestSubscriber, type TestSubscriberOptions } from './test-subscriber.js';

/** An SFU with clients, all closed when the test ends. */
export interface SfuFixture {
  readonly sfu: Sfu;
  readonly faults: Faults;
  /** A publisher that sends. */
  publish(options?: TestPublisherOptions): Promise<TestPublisher>;
  subscribe(options?: TestSubscriberOptions): Promise<TestSubscriber>;
}

export function openSfu(test: TestContext, settings: FaultSettingsInput = {}): SfuFixture {
  const faults = new Faults(settings);
  const sfu = new Sfu({ faults });
  const clients: { close(): void }[] = [];
  test.after(async () => {
    for (const client of clients) client.close();
    await sfu.close();
  });
  return {
    sfu,
    faults,
    async publish(options) {
      const publisher = await TestPublisher.publish(sfu, options);
      clients.push(publisher);
      publisher.start();
      return publisher;
    },
    async subscribe(options) {
      const subscriber = await TestSubscriber.subscribe(sfu, options);
      clients.push(subscriber);
      return subscriber;
    },
  };
}
