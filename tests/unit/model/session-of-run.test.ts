import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { idOfRun, isSessionOfRun, sessionName, testSessionName } from '../../../src/model/session-name.js';

describe('isSessionOfRun', () => {
  const id = 'github-4711-1-load';
  const ofTest = (run: string) => testSessionName(run, { current: 3, total: 4 }, '4711-0-lq2x9');

  it('knows what load tests and ordinary tests of the run open, in all shards and in later runs of its process', () => {
    for (const run of [id, idOfRun(id, 2)])
      for (const name of [sessionName(run, '0123abcd', 12), ofTest(run)]) assert.ok(isSessionOfRun(name, id), name);
    assert.equal(isSessionOfRun(sessionName(id, '0123abcd', 12), idOfRun(id, 2)), false);
  });

  it('leaves every other session alone', () => {
    for (const name of [
      'customer-meeting',
      id,
      `load-${id}`,
      `test-${id}-customer`,
      `test-${id}-s1-customer`,
      `customer-${sessionName(id, '0123abcd', 0)}`,
      `${sessionName(id, '0123abcd', 0)}-customer`,
      sessionName(`${id}0`, '0123abcd', 0),
      sessionName(`${id}-x`, '0123abcd', 0),
      sessionName(`x-${id}`, '0123abcd', 0),
      ofTest(`${id}-s1-99`),
    ])
      assert.equal(isSessionOfRun(name, id), false, name);
  });

  it('takes no beginning of an id, no pattern and no empty text', () => {
    const name = sessionName(id, '0123abcd', 0);
    for (const other of ['', 'github', 'github-4711-1', '.*', '.{8,40}', 'github.4711.1.load', `load-${id}`, `${id}\n`])
      assert.equal(isSessionOfRun(name, other), false, other);
  });
});
