import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { describe, it } from 'node:test';
import { answerText } from '../../../reporters/format/answer.js';
import { parseVerdict, readVerdict } from '../../../reporters/json/read-verdict.js';
import { scenariosOfVerdict } from '../../../reporters/json/scenarios-of-verdict.js';
import { verdictFile, verdictJson } from '../../../reporters/json/verdict-file.js';
import { LoadError } from '../../../src/model/errors.js';
import { hostileModel } from './hostile-run.js';
import { sampleModel } from './sample-run.js';

const refusal = (text: string): string => {
  try {
    parseVerdict(text, 'a/verdict.json');
  } catch (thrown) {
    assert.ok(thrown instanceof LoadError && thrown.code === 'VERDICT_INVALID');
    assert.doesNotMatch(thrown.message, /\p{Cc}/u, 'one clean line');
    return thrown.message;
  }
  throw new Error('not refused');
};

describe('reading verdict.json', () => {
  it('gives back what was written, the hostile too', () => {
    for (const model of [sampleModel({ breaksAt: 4 }), hostileModel()])
      assert.deepEqual(parseVerdict(verdictJson(model), 'x'), verdictFile(model));
  });

  it('gives the scenarios that were rendered', () => {
    const model = sampleModel({ breaksAt: 4, capacity: { search: 'staircase' } });
    const [scenario] = scenariosOfVerdict(verdictFile(model));
    assert.equal(answerText(scenario!), answerText(model.scenarios[0]!));
    assert.deepEqual(scenario!.resolved, model.scenarios[0]!.resolved);
  });

  it('does without a resolved scenario that does not fit its schema', () => {
    const file = verdictFile(sampleModel({}));
    Object.assign(file.scenarios[0]!.resolved!, { topology: { type: 'n-to-n', size: 1e9 } });
    assert.equal(scenariosOfVerdict(file)[0]!.resolved, null);
  });

  it('refuses in one sentence what is cut off, newer, or something else', () => {
    const text = verdictJson(sampleModel({}));
    assert.match(refusal(text.slice(0, 1000)), /^a\/verdict\.json is not whole JSON/);
    assert.match(
      refusal(text.replace('"schemaVersion": 1', '"schemaVersion": 2')),
      /has schema version 2, .* reads 1; use a newer one/,
    );
    for (const other of ['null', '[]', '"text"', '{}', '{"schemaVersion":"1"}', '{"schemaVersion":1}'])
      assert.match(refusal(other), /^a\/verdict\.json is no verdict\.json of a report/);
    assert.match(refusal('{"schemaVersion":1,"run":{"id":"\\u001b[31m"}}'), /is no verdict\.json/);
  });

  it('takes the folder of a report, and names what is not there', async (t) => {
    const folder = await mkdtemp(path.join(os.tmpdir(), 'verdict-'));
    t.after(() => rm(folder, { recursive: true }));
    await assert.rejects(readVerdict(folder), /cannot be read: there is no such file/);
    await writeFile(path.join(folder, 'verdict.json'), verdictJson(sampleModel({})));
    assert.equal((await readVerdict(folder)).run.id, '9f3c2a');
  });
});
