import { RendezvousHost } from '../../src/rendezvous/rendezvous-host.js';
import type { FromHostProcess, ToHostProcess } from './messages.js';

// The main process of a run, as far as a rendezvous needs one, in a process of its own so that it can be killed or stalled.
const tell = (message: FromHostProcess) => process.send?.(message);
let host: RendezvousHost | undefined;

process.once('disconnect', () => process.exit());
process.on('message', async (message: ToHostProcess) => {
  if (message.type === 'abort') {
    host?.abort(message.scenario, message.reason);
    return;
  }
  const { runId, waits, redis } = message;
  host = await RendezvousHost.start({
    runId,
    waits,
    redis,
    onProgress: (progress) => tell({ type: 'progress', progress }),
  });
  tell({ type: 'ready', url: host.url });
});
