import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { EChartsOption } from 'echarts';
import { niceCeiling } from '../../../src/charts/axes.js';
import { capacityChart } from '../../../src/charts/capacity-chart.js';
import { metricChart } from '../../../src/charts/metric-chart.js';
import { palette } from '../../../src/charts/palette.js';
import type { MetricComparison } from '../../../src/model/comparison.js';
import type { ResolvedThreshold } from '../../../src/model/scenario.js';
import { sampleSteps, stepAt } from './sample-steps.js';

const thresholds: ResolvedThreshold[] = [
  { metric: 'video.framesPerSecond', aggregate: 'p5', operator: '>=', bound: 24, text: 'p5 >= 24' },
  { metric: 'video.residualLoss', aggregate: 'p95', operator: '<', bound: 0.02, text: 'p95 < 0.02' },
];

interface DrawnSeries {
  readonly symbol?: string;
  readonly data: readonly { value: [number, number]; symbol: string; itemStyle: { color: string } }[];
  readonly markLine?: { readonly data: readonly { yAxis: number; label: { formatter: string } }[] };
  readonly markArea?: { readonly data: readonly (readonly { xAxis: number }[])[] };
}

const seriesOf = (option: EChartsOption) => option.series as unknown as DrawnSeries[];
const marksOf = (option: EChartsOption) => seriesOf(option).at(-1)!;

test('a chart is plain data', () => {
  const { option } = metricChart(sampleSteps, 'video.residualLoss', thresholds)!;
  assert.deepEqual(JSON.parse(JSON.stringify(option)), option);
  const overview = capacityChart([{ title: 'rooms', held: 98, failedAt: 147 }]);
  assert.deepEqual(JSON.parse(JSON.stringify(overview)), overview);
});

test('one load is no curve, and neither is a metric that was not measured', () => {
  assert.equal(metricChart([stepAt(49, 'passed'), stepAt(49, 'passed', { attempt: 2 })], 'video.residualLoss'), null);
  assert.equal(metricChart(sampleSteps, 'hopRoundTripTime'), null);
});

test('marks stand at the judged aggregate, one per judged step, in the unit that people read', () => {
  const chart = metricChart(sampleSteps, 'video.residualLoss', thresholds)!;
  assert.equal(chart.judged, 'p95');
  const marks = marksOf(chart.option).data;
  assert.equal(marks.length, sampleSteps.length);
  assert.deepEqual(marks[0]!.value, [49, 0.15]);
  assert.equal(metricChart(sampleSteps, 'video.residualLoss', [])!.judged, 'p50');
});

test('verdicts differ by shape and by colour', () => {
  const steps = [stepAt(49, 'passed'), stepAt(98, 'inconclusive'), stepAt(147, 'failed')];
  const marks = marksOf(metricChart(steps, 'video.framesPerSecond', thresholds)!.option).data;
  assert.deepEqual(
    marks.map(({ symbol }) => symbol),
    ['circle', 'rect', 'diamond'],
  );
  assert.equal(marks[2]!.itemStyle.color, palette.failed);
});

test('thresholds of the metric, and no others, are drawn with their text', () => {
  const { markLine } = marksOf(metricChart(sampleSteps, 'video.residualLoss', thresholds)!.option);
  assert.deepEqual(markLine!.data, [{ yAxis: 2, label: { formatter: 'p95 < 2\u00a0%', position: 'insideStartTop' } }]);
});

test('the knee is the area between the last passed and the first failed load', () => {
  const { markArea } = marksOf(metricChart(sampleSteps, 'video.framesPerSecond', thresholds)!.option);
  assert.deepEqual(markArea!.data, [[{ xAxis: 98 }, { xAxis: 147 }]]);
  const whole = [stepAt(49, 'passed'), stepAt(98, 'passed')];
  assert.equal(marksOf(metricChart(whole, 'video.framesPerSecond', thresholds)!.option).markArea, undefined);
});

test('the runs of a baseline are drawn under the metric and aggregate that they were compared by, and no other', () => {
  const spread = { min: 0.001, median: 0.002, max: 0.004 };
  const comparison = {
    metric: 'video.residualLoss',
    aggregate: 'p95',
    steps: [98, 49].map((mediaConnections, i) => ({
      step: 2 - i,
      mediaConnections,
      baseline: spread,
      current: spread,
    })),
  } as unknown as MetricComparison;
  const count = (comparisons: MetricComparison[]) =>
    seriesOf(metricChart(sampleSteps, 'video.residualLoss', thresholds, comparisons)!.option).length;
  const { option } = metricChart(sampleSteps, 'video.residualLoss', thresholds, [comparison])!;
  const medians = seriesOf(option)[2] as unknown as { data: [number, number][] };
  assert.deepEqual(medians.data, [
    [49, 0.2],
    [98, 0.2],
  ]);
  assert.equal(count([comparison]), count([]) + 3);
  assert.equal(count([{ ...comparison, aggregate: 'p50' }]), count([]));
});

test('a threshold of one kind of participant is drawn on the values of that kind', () => {
  const kind = { ...thresholds[0]!, participantKind: 'browser' } as const;
  assert.equal(metricChart(sampleSteps, 'video.framesPerSecond', [kind])!.judged, 'p50');
  assert.equal(metricChart(sampleSteps, 'video.framesPerSecond@browser', [kind])!.judged, 'p5');
});

test('an axis ends on a round number at or above its highest value', () => {
  assert.deepEqual([0, 0.7, 1, 29.9, 31, 3150, 101].map(niceCeiling), [1, 0.8, 1, 30, 40, 4000, 150]);
});
