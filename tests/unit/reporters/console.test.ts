import assert from 'node:assert/strict';
import { test } from 'node:test';
import { colours, noColours, wantsColours } from '../../../reporters/console/colours.js';
import { drawCurve } from '../../../reporters/console/curve.js';
import { consoleReport } from '../../../reporters/console/report.js';
import { wrap } from '../../../reporters/console/wrap.js';
import { type SampleRun, sampleModel } from './sample-run.js';

const report = (run: SampleRun) => consoleReport(sampleModel(run), { paint: noColours });
const burn = ['50 µs of CPU burned per forwarded packet'];
const search = { breaksAt: 5, capacity: { search: 'staircase' } } as const;

test('no line is wider than 80 columns', () => {
  const text = [
    report({ breaksAt: 5, missing: 9, faults: burn }),
    report(search),
    report({ busy: { generator: 2, fromStep: 2 } }),
  ];
  const wide = text
    .join('\n')
    .split('\n')
    .filter((line) => [...line].length > 80);
  assert.deepEqual(wide, []);
});

test('the table has a line per judged step with what was judged', () => {
  const lines = report({ breaksAt: 5, missing: 2 }).split('\n');
  const last = lines.find((line) => /^\s+5 {2}/.test(line));
  assert.match(last ?? '', /5\s+5\s+35\s+245\s+✗\s+16\.8\s+5\.3\s+1323\s+2 \/ 3\s+101\.0/);
});

test('a capacity is answered in sessions, participants and media connections, with its limit', () => {
  const text = report(search).replace(/\n/g, ' ');
  assert.match(
    text,
    /Capacity: 4 sessions · 28 participants · 196 media connections — limited by 3 bad streams, none allowed, at step 5/,
  );
});

test('a search that ran out of levels is a lower bound and says so', () => {
  const text = report({ capacity: { search: 'staircase' } }).replace(/\n/g, ' ');
  assert.match(text, /Capacity: at least 5 sessions .* — the search reached its upTo before anything failed/);
});

test('a search that had to stop says at which step, and why', () => {
  const text = report({
    capacity: { search: 'staircase', atLeast: { sessions: 2 } },
    busy: { generator: 1, fromStep: 4 },
  }).replace(/\n/g, ' ');
  assert.match(
    text,
    /Capacity: at least 3 sessions .* — the search ended below step 4 \(4 sessions, 196 media connections\), which was inconclusive/,
  );
  assert.match(text, /• Step 4 was inconclusive: the generators offered/);
});

test('a search whose first level failed has no capacity', () => {
  assert.match(report({ breaksAt: 1, capacity: { search: 'staircase' } }), /Capacity: none — limited by/);
});

test('a load test without a search says what it held', () => {
  const text = report({ breaksAt: 5, missing: 2 }).replace(/\n/g, ' ');
  assert.match(
    text,
    /Held with good quality: 4 sessions .* — step 5 \(5 sessions, 245 media connections\) failed: 2 missing/,
  );
});

test('the faults of the embedded server are named, so that its knee is not taken for OpenVidu', () => {
  assert.match(
    report({ faults: burn }).replace(/\n/g, ' '),
    /50 µs of CPU burned per forwarded packet\): the knee is made, not a property of OpenVidu/,
  );
  assert.doesNotMatch(report({}), /knee/);
});

test('files of the report are named', () => {
  const text = consoleReport(sampleModel({}), { paint: noColours, files: ['load-report/index.html'] });
  assert.match(text, /^ {2}load-report\/index\.html$/m);
});

test('the curve falls below its threshold where the step failed', () => {
  const [heading = '', ...lines] = drawCurve(sampleModel({ breaksAt: 5 }).scenarios[0]!, noColours, 80);
  assert.match(heading, /video\.framesPerSecond p5 by media connections \(╌ p5 ≥ 24/);
  const failed = lines.findIndex((line) => line.includes('✗'));
  const threshold = lines.findIndex((line) => line.includes('╌'));
  assert.ok(failed > threshold && threshold > 0);
  assert.equal(lines.filter((line) => line.includes('●')).length, 1);
  assert.match(lines.at(-1)!, /49 +98 +147 +196 +245/);
});

test('a run of one level has no curve', () => {
  assert.deepEqual(drawCurve(sampleModel({ steps: 1 }).scenarios[0]!, noColours, 80), []);
});

test('colours change nothing but colours', () => {
  const model = sampleModel({ breaksAt: 5 });
  const coloured = consoleReport(model, { paint: colours });
  assert.notEqual(coloured, consoleReport(model, { paint: noColours }));
  // biome-ignore lint/suspicious/noControlCharactersInRegex: colours are control characters
  assert.equal(coloured.replace(/\u001b\[\d+m/g, ''), consoleReport(model, { paint: noColours }));
});

test('FORCE_COLOR decides first, then NO_COLOR, then the terminal', () => {
  assert.equal(wantsColours({}, true), true);
  assert.equal(wantsColours({}, false), false);
  assert.equal(wantsColours({ TERM: 'dumb' }, true), false);
  assert.equal(wantsColours({ NO_COLOR: '1' }, true), false);
  assert.equal(wantsColours({ NO_COLOR: '' }, true), true);
  assert.equal(wantsColours({ FORCE_COLOR: '1', NO_COLOR: '1' }, false), true);
  assert.equal(wantsColours({ FORCE_COLOR: '0' }, true), false);
});

test('a word longer than a line is cut', () => {
  assert.deepEqual(wrap('ab abcdefgh c', 5), ['ab', 'abcde', 'fgh c']);
});

test('sources of figures that did not tell are named once', () => {
  const [scenario] = sampleModel({}).scenarios;
  const steps = scenario!.steps.map((step) => ({ ...step, platform: { notMeasured: ['No one answers.'] } }));
  const text = consoleReport({ ...sampleModel({}), scenarios: [{ ...scenario!, steps }] }, { paint: noColours });
  assert.equal(text.match(/Figures of the platform were not measured: No one answers\./g)?.length, 1);
});

test('what went wrong and decides nothing is named, with the number of steps in which it did', () => {
  const [scenario] = sampleModel({}).scenarios;
  const steps = scenario!.steps.map((step) => (step.index > 3 ? { ...step, notes: ['No one left.'] } : step));
  const text = consoleReport({ ...sampleModel({}), scenarios: [{ ...scenario!, steps }] }, { paint: noColours });
  assert.match(text, /The generators noted in 2 of 5 steps: No one left\./);
});

test('of many that went wrong the first five are named, and the others counted', () => {
  const [scenario] = sampleModel({}).scenarios;
  const notes = Array.from({ length: 20 }, (_, i) => `Leave ${i + 1} failed.`);
  const steps = scenario!.steps.map((step) => ({ ...step, notes }));
  const text = consoleReport({ ...sampleModel({}), scenarios: [{ ...scenario!, steps }] }, { paint: noColours });
  assert.deepEqual(
    [...text.matchAll(/^The generators noted.*$/gm)].map(([line]) => line),
    [
      ...notes.slice(0, 5).map((note) => `The generators noted: ${note}`),
      'The generators noted: and 15 more, see verdict.json.',
    ],
  );
});

test('what the platform had no more of is a reason', () => {
  const [scenario] = sampleModel({ breaksAt: 5 }).scenarios;
  const steps = scenario!.steps.map((step) => ({ ...step, platform: { cpuShare: step.index / 5 } }));
  const text = consoleReport({ ...sampleModel({}), scenarios: [{ ...scenario!, steps }] }, { paint: noColours });
  assert.match(
    text.replace(/\s+/g, ' '),
    /• The platform's CPU was exhausted at step 5, .*: 100\.0 % in use, 80\.0 % at step 4/,
  );
});
