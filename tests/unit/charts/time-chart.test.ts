import assert from 'node:assert/strict';
import { test } from 'node:test';
import { minutesOf, timeChart } from '../../../src/charts/time-chart.js';
import { sampleModel } from '../reporters/sample-run.js';

const [scenario] = sampleModel({ breaksAt: 3, steps: 3, missing: 2 }).scenarios;
const steps = scenario!.steps;

interface Drawn {
  readonly data: readonly [number, number | null][];
  readonly markArea?: { readonly data: readonly { readonly name?: string; readonly xAxis: number }[][] };
  readonly markLine?: { readonly data: readonly { readonly xAxis: number }[] };
}
const drawn = () => timeChart(steps)!.option.series as unknown as Drawn[];

test('steps follow each other in time, whatever their order in the list', () => {
  assert.deepEqual(timeChart(steps.toReversed())!.spans, timeChart(steps)!.spans);
  const times = drawn()[0]!.data.map(([at]) => at);
  assert.equal(times[0], 0);
  assert.ok(times.every((at, i) => i === 0 || at > times[i - 1]!));
});

test('the judged holds stand where they were held', () => {
  const { startsAt } = timeChart(steps)!;
  const areas = drawn()[0]!.markArea!.data;
  assert.deepEqual(
    areas.map(([from, to]) => [from!.name, from!.xAxis, to!.xAxis]),
    steps.map(({ index, holdStartedAt }) => [
      String(index),
      minutesOf(holdStartedAt - startsAt),
      minutesOf(holdStartedAt + 30_000 - startsAt),
    ]),
  );
});

test('named faults are marked at the second in which they began', () => {
  const { startsAt } = timeChart(steps)!;
  const since = [...steps[2]!.missing, ...steps[2]!.bad].map((fault) =>
    minutesOf(Math.round((fault.since - startsAt) / 1000) * 1000),
  );
  assert.deepEqual(
    drawn()[0]!.markLine!.data.map(({ xAxis }) => xAxis),
    [...new Set(since)],
  );
});

test('impairments are marked for their seconds of the hold', () => {
  const impairment = { name: 'outage', network: 'outage', participants: 3, fromSeconds: 5, toSeconds: 9 };
  const impaired = steps.map((step, i) => (i === 1 ? { ...step, impairments: [impairment] } : step));
  const chart = timeChart(impaired)!;
  const [area] = (chart.option.series as unknown as Drawn[])[2]!.markArea!.data;
  const from = steps[1]!.holdStartedAt - chart.startsAt;
  assert.deepEqual(
    area!.map(({ xAxis }) => xAxis),
    [minutesOf(from + 5000), minutesOf(from + 9000)],
  );
});

test('a chart over time is plain data, and evidence without series gives none', () => {
  const { option } = timeChart(steps)!;
  assert.deepEqual(JSON.parse(JSON.stringify(option)), option);
  assert.equal(timeChart(steps.map(({ timeline, ...step }) => step)), null);
});
