import assert from 'node:assert/strict';
import { test } from 'node:test';
import MergeReporter from '../../../reporters/merge.js';

test('a merge shows what tests and workers wrote, unless another reporter does', (t) => {
  const written: string[] = [];
  const streams = [process.stdout, process.stderr].map((stream) =>
    t.mock.method(stream, 'write', (text: string) => written.push(text) > 0),
  );
  for (const alone of [true, false]) {
    const reporter = new MergeReporter({ alone });
    reporter.onStdOut(`out ${alone}`);
    reporter.onStdErr(`err ${alone}`);
  }
  for (const { mock } of streams) mock.restore();
  assert.deepEqual(
    written.filter((text) => /^(out|err) /.test(text)),
    ['out true', 'err true'],
  );
});
