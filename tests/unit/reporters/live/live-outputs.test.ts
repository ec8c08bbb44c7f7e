import assert from 'node:assert/strict';
import { test } from 'node:test';
import { LiveOutputs } from '../../../../reporters/live/live-outputs.js';
import { onlyShard } from '../../../../src/model/shard.js';

test('no value of a variable is obeyed by a CI system when a warning shows it', async (t) => {
  const variables = {
    OTEL_EXPORTER_OTLP_ENDPOINT: 'http://127.0.0.1:4318',
    OTEL_EXPORTER_OTLP_PROTOCOL: '##vso[task.complete result=Failed]\n::error::\u001b[2J',
  };
  Object.assign(process.env, variables);
  const written: string[] = [];
  const { mock } = t.mock.method(process.stderr, 'write', (text: string) => written.push(text) > 0);
  await LiveOutputs.start({}, { runId: 'run-1', shard: onlyShard, scenarios: () => [] });
  mock.restore();
  for (const name of Object.keys(variables)) delete process.env[name];
  const text = written.join('');
  assert.match(text, /^Warning: No live metrics are sent: OTEL_EXPORTER_OTLP_PROTOCOL is /);
  assert.doesNotMatch(text, /##\w*\[|^\s*::/m);
  assert.ok(!text.includes('\u001b'));
});
