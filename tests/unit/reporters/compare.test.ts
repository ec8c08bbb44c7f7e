import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { compareRuns } from '../../../reporters/compare/compare-runs.js';
import { compareText } from '../../../reporters/compare/console.js';
import { comparePage } from '../../../reporters/compare/page.js';
import { compareSvg } from '../../../reporters/compare/svg.js';
import { colours, noColours } from '../../../reporters/console/colours.js';
import { verdictFile } from '../../../reporters/json/verdict-file.js';
import { formatMetric } from '../../../src/model/format.js';
import { hostileModel, hostileText } from './hostile-run.js';
import { type SampleRun, sampleModel } from './sample-run.js';

const capacity = { search: 'staircase' } as const;
const named = (name: string, run: SampleRun) => ({ name, file: verdictFile(sampleModel(run)) });
const three = compareRuns([
  named('monday', { capacity, breaksAt: 5, steps: 6 }),
  named('tuesday', { capacity, breaksAt: 5, steps: 6 }),
  named('wednesday', { capacity, breaksAt: 3, steps: 6 }),
]);

describe('comparing runs', () => {
  it('compares metrics at the highest load that all of them held', () => {
    const [scenario] = three.scenarios;
    assert.deepEqual(
      scenario!.runs.map(({ answer }) => answer.load?.mediaConnections),
      [196, 196, 98],
    );
    assert.equal(scenario!.load, 147);
    assert.deepEqual(
      scenario!.metrics.map(({ metric, aggregate }) => `${metric} ${aggregate}`),
      ['joinTime p95', 'video.framesPerSecond p5', 'video.residualLoss p95'],
    );
    const [first, , third] = scenario!.metrics[1]!.values;
    assert.ok(first! >= 24 && third! < 24, `${first} and ${third}: the third run breaks at this load`);
    const figures = verdictFile(sampleModel({ capacity, breaksAt: 3, steps: 6 })).scenarios[0]!.steps;
    assert.equal(
      third,
      figures.findLast((step) => step.mediaConnections === 147)!.metrics['video.framesPerSecond']!.p5,
    );
    assert.deepEqual(scenario!.unlike, []);
  });

  it('shows the same values in the terminal and on the page', () => {
    const text = compareText(three, noColours);
    const page = comparePage(three);
    assert.match(text, /rooms of 7 ─+ 3 runs/);
    assert.match(text, /metrics at 147 media connections/);
    assert.match(text, /^ +1 {2}monday {5}2025-11-22 03:14 UTC {2}✓ +196 +297 +29\.1 +0\.2$/m);
    const value = formatMetric('video.framesPerSecond', three.scenarios[0]!.metrics[1]!.values[2]!);
    assert.ok(page.includes(`<td>${value}</td>`), value);
    assert.ok(text.includes(` ${value.split('\u00a0')[0]} `), value);
    assert.match(text, /media connections held, by run\n +200 ┤●/);
    assert.match(text, /by run at 147 media connections\n/);
    assert.equal(page.match(/<figure>/g)?.length, 7, 'capacity and three metrics over runs, three load curves');
    assert.notEqual(compareText(three, colours), text);
  });

  it('names what makes runs unlike', () => {
    const other = named('other', { steps: 3, generators: 4, faults: ['joins delayed by 5 ms'] });
    Object.assign(other.file.run.platform!, { version: '9.9.9' });
    const { scenarios } = compareRuns([named('one', {}), other]);
    const [sentence = ''] = scenarios[0]!.unlike;
    assert.match(sentence, /^Run 2 is unlike run 1: another load of the scenario;/);
    assert.match(sentence, /embedded server 9\.9\.9 \(before: embedded server 2\.32\.1\)/);
    assert.match(sentence, /faults: joins delayed by 5 ms \(before: no faults\)/);
    assert.match(sentence, /4 generators \(before: 2 generators\)/);
  });

  it('keeps scenarios apart, and those that only one run has', () => {
    const both = { name: 'both', file: verdictFile(sampleModel({ title: 'a' }, { title: 'b' })) };
    const { scenarios } = compareRuns([both, named('one', { title: 'b' })]);
    assert.deepEqual(
      scenarios.map(({ title, runs }) => [title, runs.map(({ run }) => run)]),
      [
        ['a', [1]],
        ['b', [1, 2]],
      ],
    );
  });

  it('is harmless with hostile runs', () => {
    const hostile = { name: hostileText, file: verdictFile(hostileModel()) };
    const comparison = compareRuns([hostile, { ...hostile, name: 'other' }, named('rooms', {})]);
    assert.doesNotMatch(compareText(comparison, noColours).replaceAll('\n', ''), /\p{Cc}|\u202e|\u2066/u);
    for (const drawn of [comparePage(comparison), compareSvg(comparison)]) {
      assert.doesNotMatch(drawn, /<script|<img|<\/style>.*<style>|\u202e/);
      assert.ok(drawn.length < 500_000, `${drawn.length} characters`);
    }
  });

  it('draws a picture that stands alone', () => {
    const svg = compareSvg(three);
    assert.match(svg, /^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg" width="720"/);
    assert.doesNotMatch(svg, /var\(--/);
    assert.equal(svg.match(/<svg /g)?.length, 8, 'the whole and seven charts');
    assert.equal(svg, compareSvg(three), 'the same input gives the same bytes');
  });
});
