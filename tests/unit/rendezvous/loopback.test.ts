import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { LoadError } from '../../../src/model/errors.js';
import { defaultWaits } from '../../../src/model/gather.js';
import { connectLoopback } from '../../../src/rendezvous/loopback-client.js';
import { LoopbackHost } from '../../../src/rendezvous/loopback-host.js';
import { rendezvousContract } from '../../rendezvous/contract.js';
import { MeetingPlace } from '../../rendezvous/meeting-place.js';

rendezvousContract('loopback', (waits) => MeetingPlace.open(waits), {
  killed: /^The main process, where the generators meet, closed the rendezvous in mid-run\.$/,
  stalled: /^The main process, where the generators meet, has said nothing for 2 s: it is stalled\./,
});

describe('loopback: the host', () => {
  it('does not answer at another path', async (t) => {
    const host = await LoopbackHost.start(() => {}, defaultWaits);
    t.after(() => host.close());
    await assert.rejects(
      connectLoopback(`${host.url}x`, { scenario: 's', generator: 1, generators: 1 }, defaultWaits),
      (error) => error instanceof LoadError && error.code === 'RENDEZVOUS_LOST',
    );
  });
});
