import assert from 'node:assert/strict';
import { it } from 'node:test';
import { LoadError } from '../../../src/model/errors.js';
import { isPlatformDeath, platformDeath } from '../../../src/model/platform-death.js';

it('the death of the deployment is its own in every shard, also where another generator saw it', () => {
  const seen = platformDeath(6, new Error('http://127.0.0.1:1 refuses connections'));
  assert.match(seen.message, /^The deployment stopped answering while 6 participants were connected: http.*refuses/);
  assert.ok(isPlatformDeath(seen));
  assert.ok(isPlatformDeath(new LoadError('ABORTED', `Generator 1 of 2 stopped: ${seen.message}`)));
  assert.ok(!isPlatformDeath(new LoadError('ABORTED', 'Generator 1 of 2 ended before its scenario did.')));
  assert.ok(!isPlatformDeath(new Error(seen.message)));
});
