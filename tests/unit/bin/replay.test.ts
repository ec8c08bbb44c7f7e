import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import { replay } from '../../../bin/replay.js';
import { verdictJson } from '../../../reporters/json/verdict-file.js';
import { LoadError } from '../../../src/model/errors.js';
import { sampleModel } from '../reporters/sample-run.js';

test('the file that is repeated is never what the repetition replaces', async (t) => {
  const report = mkdtempSync(path.join(tmpdir(), 'playwright-openvidu-replay-test-'));
  t.after(() => rmSync(report, { recursive: true }));
  const file = path.join(report, 'verdict.json');
  writeFileSync(file, verdictJson(sampleModel({})));
  for (const named of [file, report])
    await assert.rejects(replay({ name: 'replay', file: named, report }), (thrown) => {
      assert.ok(thrown instanceof LoadError && thrown.code === 'INVALID_CONFIG', String(thrown));
      assert.match(thrown.message, /name another folder with --report\.$/);
      return true;
    });
  assert.equal(readFileSync(file, 'utf8'), verdictJson(sampleModel({})));
});
