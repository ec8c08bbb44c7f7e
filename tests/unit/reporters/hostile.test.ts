import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { TestCase, TestResult } from '@playwright/test/reporter';
import { parse } from 'csv-parse/sync';
import { noColours } from '../../../reporters/console/colours.js';
import { progressLine } from '../../../reporters/console/progress-line.js';
import { consoleReport } from '../../../reporters/console/report.js';
import { testLine } from '../../../reporters/console/test-lines.js';
import { csvField } from '../../../reporters/csv/cell.js';
import { csvReport } from '../../../reporters/csv/report.js';
import { plainText, sentenceText } from '../../../reporters/format/plain-text.js';
import { repeatCommand } from '../../../reporters/format/repeat-command.js';
import { githubAnnotations } from '../../../reporters/github/annotations.js';
import { jobSummary } from '../../../reporters/github/job-summary.js';
import { quietCommands } from '../../../reporters/github/quiet-commands.js';
import { htmlReport } from '../../../reporters/html/page.js';
import { verdictFile, verdictJson } from '../../../reporters/json/verdict-file.js';
import { junitReport } from '../../../reporters/junit/report.js';
import { markdownReport } from '../../../reporters/markdown/report.js';
import { openMetricsReport } from '../../../reporters/openmetrics/report.js';
import { hostileModel, hostileText } from './hostile-run.js';
import { parseOpenMetrics } from './parse-openmetrics.js';
import { elementsOf, parseXml, propertiesOf } from './parse-xml.js';

const model = hostileModel();
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must not be there
const unprintable = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]/;

test('plain text is one line of limited length without escapes', () => {
  const text = plainText(hostileText, 100);
  assert.doesNotMatch(text, unprintable);
  assert.doesNotMatch(text, /\n/);
  assert.equal([...text].length, 100);
  assert.equal(plainText('  a\u001b[1m b\u001b[0m \n c '), 'a b c');
  assert.equal(plainText('👩‍👩‍👧'), '👩‍👩‍👧');
});

test('no terminal escape and no overlong line reaches the terminal', () => {
  const text = consoleReport(model, { paint: noColours });
  assert.doesNotMatch(text, unprintable);
  assert.ok(text.split('\n').every((line) => [...line].length <= 80));
  assert.ok(text.length < 30_000);
});

test('a live line stays a line', () => {
  const progress = {
    key: hostileText,
    step: 1,
    steps: 1,
    phase: 'joining',
    sessions: 0,
    participants: 0,
    mediaConnections: 0,
    flowingStreams: 0,
    expectedStreams: 0,
    quality: {},
    health: {},
    thresholds: [],
  } as const;
  const line = progressLine({ ...progress, scenario: hostileText });
  assert.doesNotMatch(line, unprintable);
  assert.ok(line.length < 200);
  const command = progressLine({ ...progress, scenario: '::error::no' });
  assert.match(command, /^: :error::no · /);
});

test('a test line is one line, and its errors bring no escape and no command', () => {
  const result = {
    status: 'failed',
    duration: 1234,
    errors: [{ message: `${hostileText}\n::error::no\n##[error]no` }],
  };
  const text = testLine(
    { titlePath: () => ['', 'project', 'a\n::error::no', hostileText] } as unknown as TestCase,
    result as unknown as TestResult,
  );
  assert.doesNotMatch(text, unprintable);
  const [first, ...errors] = text.trimEnd().split('\n');
  assert.match(first!, /^✘ project › a ::error::no › <script>/);
  assert.ok(first!.length < 600);
  assert.ok(errors.every((line) => line.startsWith('    ')));
  assert.deepEqual(errors.slice(-2), ['    : :error::no', '    # #[error]no']);
});

test('a sentence begins with a capital, a name stays as it is written', () => {
  assert.equal(sentenceText('step 3 failed'), 'Step 3 failed');
  for (const name of [
    'video.framesPerSecond: no sample',
    'joinTime is high',
    'p95 joinTime',
    'https://host did not answer',
  ])
    assert.equal(sentenceText(name), name);
});

test('the page has no element and no attribute that a name brought', () => {
  const page = htmlReport(model);
  assert.doesNotMatch(
    page,
    /<script|<img(?! src="data:image\/jpeg;base64,QUJD" alt="What participant \d+ saw last" width="240">)|<\/style><\/svg>/,
  );
  assert.equal(page.match(/<style/g)?.length, 1);
  assert.doesNotMatch(page, unprintable);
  assert.ok(page.length < 400_000);
});

test('Markdown keeps its tables, has no markup of a name and mentions nobody', () => {
  const text = markdownReport(model);
  assert.doesNotMatch(text, unprintable);
  assert.doesNotMatch(text, /<script|<img|@everyone|(?<!\\)\[link\]/);
  const rows = text.split('\n').filter((line) => line.startsWith('|'));
  const bars = new Set(rows.map((row) => row.match(/(?<!\\)\|/g)?.length));
  assert.deepEqual([...bars], [11]);
  assert.equal(text.match(/^```/gm)?.length, 2);
  assert.equal(text.match(/^# /gm)?.length, 1);
});

test('JSON keeps names whole, because machines compare them', () => {
  assert.equal(verdictFile(model).scenarios[0]!.title, hostileText);
  assert.deepEqual(JSON.parse(verdictJson(model)), JSON.parse(JSON.stringify(verdictFile(model))));
});

test('the command that repeats a scenario is safe to paste', () => {
  assert.equal(
    repeatCommand("it's $(rm -rf) `x` (7)"),
    "npx playwright test --grep 'it'\\''s \\$\\(rm -rf\\) `x` \\(7\\)'",
  );
});

test('JUnit stays well-formed XML, and its names stay short', () => {
  const text = junitReport(model);
  assert.doesNotMatch(text, unprintable);
  const cases = elementsOf(parseXml(text), 'testcase');
  assert.equal(cases.length, 1 + model.scenarios[0]!.steps.length + model.problems.length);
  assert.ok(
    cases.every(({ attributes }) => [...attributes.classname!].length <= 240 && [...attributes.name!].length <= 240),
  );
  assert.ok(cases[0]!.attributes.classname!.startsWith('<script>alert(1)</script>'));
  assert.equal(propertiesOf(cases[0]!).verdict, 'failed');
  assert.ok(text.length < 100_000);
  // Characters for which XML 1.0 has no place at all.
  const scenario = { ...model.scenarios[0]!, title: 'a\ud800b\uffffc' };
  const [first] = elementsOf(parseXml(junitReport({ ...model, scenarios: [scenario] })), 'testcase');
  assert.equal(first!.attributes.classname, 'a\ufffdb\ufffdc');
});

test('CSV keeps its records, and no cell becomes a formula', () => {
  const text = csvReport(model);
  assert.doesNotMatch(text.replaceAll('\r\n', '\n'), unprintable);
  assert.equal(parse(text, { columns: true }).length, model.scenarios[0]!.steps.length);
  for (const formula of ['=1+1', '+1', '-1+cmd|calc', '@SUM(A1)', '\t=1', '\r\n=1'])
    assert.match(csvField(formula), /^'/, JSON.stringify(formula));
  assert.equal(csvField('a "b", c'), '"a ""b"", c"');
  assert.equal(csvField(-1), '-1');
});

test('OpenMetrics keeps its grammar, with each scenario told apart', () => {
  const [scenario] = model.scenarios;
  const twice = { ...model, scenarios: [scenario!, { ...scenario!, title: `${hostileText}, another` }] };
  const text = openMetricsReport(twice);
  assert.doesNotMatch(text, unprintable);
  const samples = parseOpenMetrics(text);
  assert.equal(new Set(samples.flatMap(({ labels }) => labels.scenario ?? [])).size, 2);
  assert.ok(text.split('\n').every((line) => line.length < 2000));
});

test('an annotation is one line, and no text gives GitHub Actions a command', () => {
  const injected = 'x%0A::error::no\n::set-env name=A::b, c: d';
  const scenario = { ...model.scenarios[0]!, title: injected, reasons: [injected] };
  const lines = githubAnnotations({ ...model, scenarios: [scenario] }, '/repo')
    .trimEnd()
    .split('\n');
  assert.equal(lines.length, 2);
  for (const line of lines) {
    assert.match(line, /^::error title=[^:,]*::/);
    assert.doesNotMatch(line, unprintable);
    assert.ok(line.length < 6000);
  }
  assert.ok(
    lines[1]!.startsWith('::error title=x%250A%3A%3Aerror%3A%3Ano %3A%3Aset-env name=A%3A%3Ab%2C c%3A d%3A failed::'),
  );
  assert.equal(quietCommands('::error::no', 't'), '::stop-commands::t\n::error::no\n::t::\n');
});

test('a summary that is too long for GitHub is cut behind a line, with nothing left open', () => {
  const whole = jobSummary(model);
  for (const room of [whole.length - 1, whole.length / 2, 3000, 500]) {
    const cut = jobSummary(model, room);
    assert.ok(Buffer.byteLength(cut) <= room, `${Buffer.byteLength(cut)} of ${room}`);
    assert.ok(cut.endsWith('it stands in `summary.md` of the report.\n'));
    const [head] = cut.split('\n\nThe rest does not fit');
    assert.ok(whole.startsWith(head!.replace(/(\n```)?(\n\n<\/details>)?$/, '')));
    assert.equal((head!.match(/^```/gm)?.length ?? 0) % 2, 0);
    assert.equal(head!.match(/^<details>/gm)?.length, head!.match(/^<\/details>/gm)?.length);
  }
});
