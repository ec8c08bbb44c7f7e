import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { verdictJsonSchema } from '../../../reporters/json/json-schema.js';
import { verdictJson } from '../../../reporters/json/verdict-file.js';
import { hostileModel } from './hostile-run.js';
import { sampleModel } from './sample-run.js';

// Formats are written as patterns as well, which are checked.
const validate = new Ajv2020({ strict: true, validateFormats: false }).compile(verdictJsonSchema());

test('what is written fits the published schema, as another reader of schemas sees it', () => {
  const models = [
    sampleModel({ breaksAt: 4, missing: 3 }),
    sampleModel({ breaksAt: 4, capacity: { search: 'bisection' } }),
    hostileModel(),
  ];
  for (const model of models) {
    validate(JSON.parse(verdictJson(model)));
    assert.deepEqual(validate.errors ?? [], []);
  }
});

test('a later file of the same version fits, another does not', () => {
  const file = JSON.parse(verdictJson(sampleModel({ steps: 1 })));
  assert.ok(validate({ ...file, added: 1, run: { ...file.run, added: {} } }));
  assert.ok(!validate({ ...file, schemaVersion: 2 }));
  assert.ok(!validate({ ...file, verdict: 'fine' }));
  assert.ok(!validate({ ...file, run: { ...file.run, startedAt: 'yesterday' } }));
});
