import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { skipWithoutRedis } from '../../rendezvous/redis-server.js';
import { complaints, killRun, type Moment, type Victim } from './kill-run.js';

// A third of the table that `npm run bench:kills` fills, within one step: every victim, and every moment at least once.
const step = 1;
const cells: readonly (readonly [Victim, Moment])[] = [
  ['generator', 'start'],
  ['generator', 'hold'],
  ['shard', 'gather'],
  ['shard', 'ramp'],
  ['Redis', 'teardown'],
];

// They mostly wait, so that two at once take little more time than one.
describe('a run over three shards', { skip: skipWithoutRedis, concurrency: 2 }, () => {
  for (const [victim, moment] of cells)
    it(`of which ${victim} is killed at ${moment} ends inconclusive, names it, and leaves nothing`, async () => {
      const outcome = await killRun(victim, moment, step);
      assert.deepEqual(
        complaints(victim, moment, step, outcome),
        [],
        outcome.survivors.map(({ output }) => output).join('\n'),
      );
    });
});
