import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { LiveScenarios } from '../../../../reporters/live/live-scenarios.js';
import { liveText } from '../../../../reporters/live/metrics.js';
import { openMetricsReport } from '../../../../reporters/openmetrics/report.js';
import type { Progress } from '../../../../src/model/progress.js';
import { hostileText } from '../hostile-run.js';
import { parseOpenMetrics, type Sample } from '../parse-openmetrics.js';
import { sampleModel, sampleScenario } from '../sample-run.js';

const progress: Progress = {
  key: 'rooms.spec.ts rooms of 7',
  scenario: 'rooms of 7',
  generator: 1,
  generators: 2,
  step: 2,
  steps: 5,
  phase: 'holding',
  sessions: 1,
  participants: 7,
  mediaConnections: 49,
  framesPerSecond: 29,
  flowingStreams: 83,
  expectedStreams: 84,
  quality: { 'video.framesPerSecond': { p5: 24, p50: 30, p95: 30 }, 'audio.residualLoss': { p5: 0, p50: 0, p95: 0.1 } },
  health: { eventLoopDelayP99Ms: 3, cpuIdle: 0.4 },
  thresholds: sampleScenario().thresholds,
};
const other: Progress = { ...progress, generator: 2, phase: 'settling' };
const model = sampleModel({ title: 'rooms of 7', breaksAt: 4, missing: 3 });
const { steps } = model.scenarios[0]!;

const told = (...messages: readonly Progress[]): LiveScenarios => {
  const scenarios = new LiveScenarios();
  for (const message of messages) scenarios.take(message);
  return scenarios;
};
const served = (scenarios: LiveScenarios): Sample[] => parseOpenMetrics(liveText('run-1', scenarios.all));
const sampleOf = (samples: readonly Sample[], name: string, labels: Record<string, string> = {}) =>
  samples.find((of) => of.name === name && Object.entries(labels).every(([label, text]) => of.labels[label] === text))
    ?.value;

describe('live metrics', () => {
  test('add up what the generators have, and tell of each', () => {
    const samples = served(told(progress, other));
    assert.equal(sampleOf(samples, 'openvidu_load_media_connections', { scenario: 'rooms of 7' }), 98);
    assert.equal(sampleOf(samples, 'openvidu_load_flowing_streams'), 166);
    assert.equal(sampleOf(samples, 'openvidu_load_phase', { phase: 'settling' }), 1);
    assert.equal(sampleOf(samples, 'openvidu_load_phase', { phase: 'holding' }), undefined);
    const live = { generator: '2', aggregate: 'p5' };
    assert.equal(sampleOf(samples, 'openvidu_load_live_video_frames_per_second', live), 24);
    const health = { generator: '1' };
    assert.equal(sampleOf(samples, 'openvidu_load_generator_event_loop_delay_milliseconds', health), 3);
    assert.equal(sampleOf(samples, 'openvidu_load_generator_memory_megabytes'), undefined, 'not measured');
  });

  test('have each threshold once', () => {
    const { thresholds } = progress;
    const bounds = served(told({ ...progress, thresholds: [...thresholds, ...thresholds] })).filter(
      ({ name }) => name === 'openvidu_load_threshold',
    );
    assert.deepEqual(
      bounds.map(({ labels, value }) => [labels.metric, labels.aggregate, labels.operator, labels.threshold, value]),
      [
        ['joinTime', 'p95', '<', 'p95 < 3000', 3000],
        ['video.framesPerSecond', 'p5', '>=', 'p5 >= 24', 24],
        ['video.residualLoss', 'p95', '<', 'p95 < 0.02', 0.02],
      ],
    );
  });

  test('of a judged hold are those of the OpenMetrics file', () => {
    const live = served(told(...steps.map((held) => ({ ...progress, held }))));
    const file = new Map(parseOpenMetrics(openMetricsReport(model)).map((of) => [keyOf(of), of.value]));
    const judged = live.filter(({ labels }) => labels.step !== undefined);
    for (const sample of judged) assert.equal(sample.value, file.get(keyOf(sample)), keyOf(sample));
    assert.deepEqual(new Set(judged.map(({ labels }) => labels.step)), new Set(['1', '2', '3', '4', '5']));
    assert.equal(sampleOf(judged, 'openvidu_load_step_verdict', { step: '4', verdict: 'failed' }), 1);
    const lacking = steps.find(({ missingCount }) => missingCount === 3)!;
    assert.equal(sampleOf(judged, 'openvidu_load_step_missing_streams', { step: `${lacking.index}` }), 3);
  });

  test('of a scenario that ended are its judged holds and thresholds alone', () => {
    const scenarios = told({ ...progress, held: steps[0]! }, { ...other, held: steps[0]! });
    scenarios.over(progress.key, 1);
    assert.equal(sampleOf(served(scenarios), 'openvidu_load_media_connections'), 49);
    scenarios.over(progress.key, 2);
    scenarios.take(other);
    const samples = served(scenarios);
    assert.equal(sampleOf(samples, 'openvidu_load_media_connections'), undefined, 'a late message brings it back');
    assert.equal(sampleOf(samples, 'openvidu_load_step_media_connections', { step: '1' }), 49);
    assert.equal(sampleOf(samples, 'openvidu_load_threshold', { metric: 'joinTime' }), 3000);
  });

  test('keep scenarios of one title apart, and stand hostile ones', () => {
    const titles = ['rooms of 7', 'rooms of 7', hostileText, `${hostileText}!`];
    const samples = served(told(...titles.map((scenario, i) => ({ ...progress, key: `${i}`, scenario }))));
    const found = new Set(samples.map(({ labels }) => labels.scenario).filter((of) => of !== undefined));
    assert.equal(found.size, 4);
    assert.ok(found.has('rooms of 7 (2)'));
  });
});

const keyOf = ({ name, labels }: Sample): string =>
  `${name} ${JSON.stringify(Object.entries(labels).sort(([a], [b]) => (a < b ? -1 : 1)))}`;
