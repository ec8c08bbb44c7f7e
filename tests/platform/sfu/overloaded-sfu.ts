import { Faults } from '../../../src/server/faults/faults.js';
import { Sfu } from '../../../src/server/sfu/sfu.js';

/** A process of its own for overload.test.ts, so that burning CPU here does not hold the clients up. */
const faults = new Faults({ cpuPerPacketMicros: Number(process.argv[2]) });
const sfu = new Sfu({ faults });

export type Request =
  | { readonly type: 'publish'; readonly streamId: string; readonly offer: string }
  | { readonly type: 'subscribe'; readonly streamId: string; readonly legId: string; readonly offer: string }
  | { readonly type: 'relieve' }
  | { readonly type: 'counters' };

process.on('message', async (request: Request) => {
  switch (request.type) {
    case 'publish':
      process.send?.(await sfu.publish({ sessionName: 'session', ...request }));
      break;
    case 'subscribe':
      process.send?.(await sfu.answerSubscription(request));
      break;
    case 'relieve':
      faults.replace({});
      process.send?.('relieved');
      break;
    default:
      process.send?.(sfu.counters());
  }
});
process.on('disconnect', () => process.exit(0));
