import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parse } from 'csv-parse/sync';
import type { RunModel } from '../../../reporters/collect/run-model.js';
import { csvReport } from '../../../reporters/csv/report.js';
import { aggregateNames } from '../../../reporters/format/step-figures.js';
import { verdictFile } from '../../../reporters/json/verdict-file.js';
import { junitReport } from '../../../reporters/junit/report.js';
import { metricName, plainName } from '../../../reporters/openmetrics/names.js';
import { openMetricsReport } from '../../../reporters/openmetrics/report.js';
import { parseOpenMetrics } from './parse-openmetrics.js';
import { elementsOf, parseXml, propertiesOf } from './parse-xml.js';
import { sampleModel } from './sample-run.js';

const model = withWindow(
  sampleModel(
    { title: 'rooms A', breaksAt: 4, missing: 3 },
    { title: 'rooms A', busy: { generator: 1, fromStep: 3 } },
    { title: 'rooms B', breaksAt: 4, capacity: { search: 'staircase', atLeast: { mediaConnections: 196 } } },
  ),
);
const file = verdictFile(model);
const steps = file.scenarios.flatMap(({ steps: of }) => of);

/** Every number of a step of `verdict.json`. */
const plainOf = (step: (typeof steps)[number]) =>
  Object.entries({
    ...step,
    ...Object.fromEntries(Object.entries(step.platform ?? {}).map(([name, value]) => [`platform.${name}`, value])),
  }).filter(
    (entry): entry is [string, number] =>
      typeof entry[1] === 'number' && !['index', 'attempt', 'repetition'].includes(entry[0]),
  );
const metricsOf = (step: (typeof steps)[number]) =>
  [['', step.metrics] as const, ...Object.entries(step.windows ?? {})].flatMap(([window, measured]) =>
    Object.entries(measured).flatMap(([metric, values]) =>
      aggregateNames.map((aggregate) => ({ window, metric, aggregate, unit: values.unit, value: values[aggregate] })),
    ),
  );

test('the sample has something to compare', () => {
  assert.ok(steps.length > 12);
  assert.ok(steps.every((step) => plainOf(step).length >= 12 && metricsOf(step).length > 50));
  assert.ok(metricsOf(steps[0]!).some(({ window }) => window === 'during outage'));
});

test('CSV has every number of verdict.json, and no other', () => {
  const records = parse(csvReport(model), { columns: true }) as Record<string, string>[];
  assert.deepEqual(
    records.map(({ step, attempt, verdict }) => [Number(step), Number(attempt), verdict]),
    steps.map(({ index, attempt, verdict }) => [index, attempt, verdict]),
  );
  for (const [i, record] of records.entries()) {
    const expected = new Map([
      ...plainOf(steps[i]!),
      ...metricsOf(steps[i]!).map(({ window, metric, aggregate, unit, value }) => {
        const column = [metric, aggregate, ...(window ? [window] : [])].join(' ');
        return [unit === '' || aggregate === 'count' ? column : `${column} [${unit}]`, value] as const;
      }),
    ]);
    const text = ['scenario', 'key', 'step', 'attempt', 'repetition', 'verdict', 'holdStartedAt'];
    const found = Object.entries(record).filter(([column, cell]) => cell !== '' && !text.includes(column));
    assert.deepEqual(new Map(found.map(([column, cell]) => [column, Number(cell)])).size, expected.size);
    for (const [column, cell] of found) assert.equal(Number(cell), expected.get(column), column);
  }
});

test('JUnit has the plain numbers, and what thresholds judge', () => {
  const cases = elementsOf(parseXml(junitReport(model)), 'testcase').filter(({ attributes }) =>
    attributes.name!.startsWith('step '),
  );
  assert.equal(cases.length, steps.length);
  for (const [i, testCase] of cases.entries()) {
    const properties = propertiesOf(testCase);
    assert.equal(properties.verdict, steps[i]!.verdict);
    for (const [name, value] of plainOf(steps[i]!)) assert.equal(Number(properties[name]), value, name);
    for (const { window, metric, aggregate, value } of metricsOf(steps[i]!)) {
      const name = [metric, aggregate, ...(window ? [window] : [])].join(' ');
      if (/^(joinTime|video\.(framesPerSecond|residualLoss))\b/.test(metric)) assert.ok(name in properties, name);
      if (name in properties) assert.equal(Number(properties[name]), value, name);
    }
  }
  const { capacity } = file.scenarios[2]!;
  const searched = elementsOf(parseXml(junitReport(model)), 'testcase').filter(
    ({ attributes }) => attributes.classname === 'rooms B',
  )[0]!;
  assert.equal(Number(propertiesOf(searched)['capacity.mediaConnections']), capacity!.mediaConnections);
});

test('OpenMetrics has every number of verdict.json, and no other of a step', () => {
  const samples = parseOpenMetrics(openMetricsReport(model));
  const found = new Map(
    samples.map(({ name, labels, value }) => [`${name} ${JSON.stringify(Object.entries(labels).sort())}`, value]),
  );
  const lookUp = (name: string, labels: Record<string, unknown>) => {
    const texts = Object.entries(labels).map(([key, value]) => [key, String(value)]);
    const key = `${name} ${JSON.stringify(texts.sort())}`;
    const value = found.get(key);
    found.delete(key);
    return value;
  };
  const titles = ['rooms A', 'rooms A (2)', 'rooms B'];
  file.scenarios.forEach((scenario, i) => {
    for (const step of scenario.steps) {
      const labels = { scenario: titles[i], step: step.index, attempt: step.attempt, repetition: 1 };
      for (const [name, value] of plainOf(step)) assert.equal(lookUp(plainName(name).name, labels), value, name);
      for (const { window, metric, aggregate, unit, value } of metricsOf(step)) {
        const [bare = '', kind] = metric.split('@');
        const counted = aggregate === 'count';
        const { name } = counted ? metricName(`${bare}.samples`, '') : metricName(bare, unit);
        const own = { ...labels, ...(kind && { kind }), ...(window && { window }), ...(!counted && { aggregate }) };
        assert.equal(lookUp(name, own), value, `${name} ${JSON.stringify(own)}`);
      }
      for (const verdict of ['passed', 'failed', 'inconclusive'])
        assert.equal(lookUp('openvidu_load_step_verdict', { ...labels, verdict }), Number(verdict === step.verdict));
    }
  });
  assert.equal(
    lookUp('openvidu_load_capacity_media_connections', { scenario: 'rooms B' }),
    file.scenarios[2]!.capacity!.mediaConnections,
  );
  assert.deepEqual(
    [...found.keys()].filter((key) => key.includes('"step"')),
    [],
  );
});

/** The sample has no impairment: what it measured stands in a window as well. */
function withWindow(of: RunModel): RunModel {
  const scenarios = of.scenarios.map((scenario) => ({
    ...scenario,
    steps: scenario.steps.map((step) => ({ ...step, windows: { 'during outage': step.metrics } })),
  }));
  return { ...of, scenarios };
}
