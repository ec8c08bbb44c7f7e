import { messageOf } from '../../src/model/errors.js';
import { connectRendezvous } from '../../src/rendezvous/connect.js';
import type { FromGeneratorProcess, ToGeneratorProcess } from './messages.js';

// A generator that comes, never hands anything in, and tells why it was aborted: to be killed or stalled.
const tell = (message: FromGeneratorProcess) => process.send?.(message);

process.once('disconnect', () => process.exit());
process.once('message', async ({ point, who }: ToGeneratorProcess) => {
  const { aborted } = await connectRendezvous(point, who);
  aborted.addEventListener('abort', () => tell({ type: 'aborted', message: messageOf(aborted.reason) }));
  tell({ type: 'here' });
});
