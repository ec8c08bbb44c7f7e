import assert from 'node:assert/strict';
import { test } from 'node:test';
import { noColours } from '../../../reporters/console/colours.js';
import { progressLine } from '../../../reporters/console/progress-line.js';
import { consoleReport } from '../../../reporters/console/report.js';
import { plainText } from '../../../reporters/format/plain-text.js';
import { repeatCommand } from '../../../reporters/format/repeat-command.js';
import { htmlReport } from '../../../reporters/html/page.js';
import { verdictFile, verdictJson } from '../../../reporters/json/verdict-file.js';
import { markdownReport } from '../../../reporters/markdown/report.js';
import { hostileModel, hostileText } from './hostile-run.js';

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
    generator: 1,
    generators: 1,
    step: 1,
    steps: 1,
    phase: 'joining',
    sessions: 0,
    participants: 0,
  } as const;
  const line = progressLine([
    { ...progress, scenario: hostileText, mediaConnections: 0, flowingStreams: 0, expectedStreams: 0 },
  ]);
  assert.doesNotMatch(line, unprintable);
  assert.ok(line.length < 200);
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
