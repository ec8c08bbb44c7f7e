import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { RunModel } from '../../../reporters/collect/run-model.js';
import { html, trusted } from '../../../reporters/html/html.js';
import { htmlReport } from '../../../reporters/html/page.js';
import { sampleModel } from './sample-run.js';

const several = sampleModel({ breaksAt: 5, missing: 2 }, { title: 'other', capacity: { search: 'staircase' } });

test('values are escaped, markup is not, lists are joined', () => {
  assert.equal(
    html`<p>${'<b>'}${html`<i>${1}</i>`}${[html`<u></u>`, '&', null]}</p>`.markup,
    '<p>&#60;b&#62;<i>1</i><u></u>&#38;</p>',
  );
  assert.equal(html`${trusted('<svg/>')}`.markup, '<svg/>');
});

test('the page loads nothing and runs nothing', () => {
  const page = htmlReport(several);
  assert.match(page, /Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src data:"/);
  const addresses = [...page.matchAll(/(?:src|href)="([^"]*)"/g)].map(([, address]) => address ?? '');
  assert.deepEqual(
    addresses.filter((address) => !address.startsWith('#') && address !== 'data:,'),
    [],
  );
  assert.doesNotMatch(page, /<script|<link rel="stylesheet"|@import|url\((?!#)/);
});

test('ids are unique on the page', () => {
  const ids = [...htmlReport(several).matchAll(/ id="([^"]+)"/g)].map(([, id]) => id);
  assert.equal(new Set(ids).size, ids.length);
});

test('the same model gives the same bytes', () => {
  assert.equal(htmlReport(several), htmlReport(several));
});

test('what a machine did not measure is said to be not measured', () => {
  const model = sampleModel({});
  const scenarios = model.scenarios.map((scenario) => ({
    ...scenario,
    steps: scenario.steps.map(({ platform, ...step }) => {
      const { hopRoundTripTime, ...metrics } = step.metrics;
      return { ...step, metrics };
    }),
  }));
  const page = htmlReport({ ...model, scenarios });
  assert.match(page, /Not measured: Server round trip, Server CPU\./);
  assert.doesNotMatch(htmlReport(model), /Not measured:/);
  assert.match(page, /Not measured in this step: .*<code>hopRoundTripTime<\/code>/);
});

test('a scenario that left no evidence still has its place on the page', () => {
  const page = htmlReport({
    ...several,
    scenarios: [
      { ...several.scenarios[0]!, resolved: null, capacity: null, steps: [], topology: '', reasons: ['Nothing.'] },
    ],
  });
  assert.match(page, /No step was judged/);
  assert.match(page, /Nothing\./);
});

/** A model as evidence without matrices and series gives it. */
const withoutDrawings: RunModel = {
  ...several,
  scenarios: several.scenarios.map((scenario) => ({
    ...scenario,
    steps: scenario.steps.map(({ streams, timeline, ...step }) => step),
  })),
};

test('a matrix names who could not see whom, where evidence has no heat map', () => {
  assert.match(
    htmlReport(withoutDrawings),
    /title="session 4 \(load-9f3c2a-5\), 0 → 3 video: missing, no media for 27 s/,
  );
});

test('every stream of the step that failed is a cell of the heat map, and the step is drawn over time', () => {
  const page = htmlReport(several);
  assert.match(page, /Step 5: 5 sessions, 420 streams/);
  assert.match(page, /aria-label="Streams of step 5, senders down, receivers across: 2 missing and 3 bad of 420"/);
  assert.match(page, /aria-label="Frames per second, loss and participants over time, in 5 steps/);
  assert.doesNotMatch(htmlReport(withoutDrawings), /class="heat"|over time, in/);
});
