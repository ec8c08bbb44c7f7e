import assert from 'node:assert/strict';
import { it } from 'node:test';
import { freePort } from '../free-port.js';
import { skipWithout, startPrometheus } from '../prometheus/prometheus-server.js';
import { configFile, specFile } from './files.js';
import { inlineProject, readVerdict } from './run-inline.js';

it('a real Prometheus finds what the verdict says', { skip: skipWithout('prometheus') }, async (t) => {
  const port = await freePort();
  const prometheus = await startPrometheus([`127.0.0.1:${port}`]);
  t.after(() => prometheus.close());
  const project = inlineProject('live', {
    'playwright.config.ts': configFile(`live: { prometheusPort: ${port} }`),
    'rooms.spec.ts': specFile(`
      loadTest('rooms of "2"', {
        topology: nToN(2),
        load: staircase({ sessions: { from: 1, to: 2 }, hold: '10s', settle: '1s' }),
        participants: { browser: 0 },
        media: { video: '180p' },
      });
    `),
  });
  const { exitCode, output } = await project.start().ended;
  assert.equal(exitCode, 0, output);
  const steps = readVerdict(project).scenarios[0]!.steps;
  const last = steps.at(-1)!;
  for (const [metric, expected] of [
    ['sessions', last.sessions],
    ['participants', 2 * last.sessions],
    ['media_connections', 4 * last.sessions],
    ['expected_streams', last.expectedStreams],
    ['flowing_streams', last.flowingStreams],
    ['steps', 2],
  ] as const) {
    const [found] = await prometheus.query(`max_over_time(openvidu_load_${metric}[5m])`);
    assert.equal(found?.value, expected, metric);
    assert.equal(found.labels.scenario, 'rooms of "2"');
  }
  const verdicts = await prometheus.query('max_over_time(openvidu_load_step_verdict{step="1"}[5m])');
  assert.deepEqual(
    verdicts.map(({ labels }) => [labels.step, labels.attempt, labels.verdict]),
    [['1', '1', steps[0]!.verdict]],
  );
});
