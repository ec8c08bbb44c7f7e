import { Faults } from '../../../src/server/faults/faults.js';
import { Sfu } from '../../../src/server/sfu/sfu.js';
import { TestPublisher } from './test-publisher.js';
import { TestSubscriber } from './test-subscriber.js';

// A process of its own for closing.test.ts: it must end by itself once everything in it is closed.
const sfu = new Sfu({ faults: new Faults() });
const publisher = await TestPublisher.publish(sfu);
publisher.start();
const subscribers = [];
for (const mode of ['client offers', 'server offers'] as const)
  subscribers.push(await TestSubscriber.subscribe(sfu, { mode, legId: mode }));
await Promise.all(subscribers.map((subscriber) => subscriber.receives('video', 10)));
publisher.close();
for (const subscriber of subscribers) subscriber.close();
await sfu.close();
process.stdout.write('closed\n');
