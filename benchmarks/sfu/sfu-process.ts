import { Faults } from '../../src/server/faults/faults.js';
import { Sfu } from '../../src/server/sfu/sfu.js';
import { answerQuestions } from './child.js';

const sfu = new Sfu({ faults: new Faults() });

answerQuestions(async (question) => {
  switch (question.type) {
    case 'publish':
      return {
        sdp: await sfu.publish({ streamId: question.streamId, offer: question.offer, sessionName: 'benchmark' }),
      };
    case 'subscribe':
      return { sdp: await sfu.answerSubscription(question) };
    case 'figures': {
      const { user, system } = process.cpuUsage();
      const { packetsForwarded, packetsDropped } = sfu.counters();
      return {
        figures: {
          cpuMicros: user + system,
          atMs: performance.now(),
          packets: packetsForwarded,
          dropped: packetsDropped,
        },
      };
    }
    default:
      throw new Error(`The SFU was asked ${question.type}.`);
  }
});
