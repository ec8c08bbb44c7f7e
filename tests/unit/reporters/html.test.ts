import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import { html, trusted } from '../../../reporters/html/html.js';
import { htmlReport } from '../../../reporters/html/page.js';
import { hostileModel } from './hostile-run.js';
import { compared } from './sample-comparison.js';
import { withoutDrawings } from './sample-drawings.js';
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

test('a matrix names who could not see whom, where evidence has no heat map', () => {
  assert.match(
    htmlReport(withoutDrawings(several)),
    /title="session 4 \(load-9f3c2a-5\), 0 → 3 video: missing, no media for 27 s/,
  );
});

test('every stream of the step that failed is a cell of the heat map, and the step is drawn over time', () => {
  const page = htmlReport(several);
  assert.match(page, /Step 5: 5 sessions, 420 streams/);
  assert.match(page, /aria-label="Streams of step 5, senders down, receivers across: 2 missing and 3 bad of 420"/);
  assert.match(page, /aria-label="Frames per second, loss and participants over time, in 5 steps/);
  assert.doesNotMatch(htmlReport(withoutDrawings(several)), /class="heat"|over time, in/);
});

test('its own script runs and no other, and its data cannot end the element', () => {
  const script = 'console.log("</main>")';
  const page = htmlReport(sampleModel({ title: '</script><script>alert(1)</script>', breaksAt: 2, steps: 2 }), script);
  const hash = createHash('sha256').update(script).digest('base64');
  assert.ok(page.includes(`default-src 'none'; script-src 'sha256-${hash}'; style-src`));
  assert.equal(page.match(/<script/g)?.length, 2);
  const data = page.match(/id="report-data">(.*?)<\/script>/s)![1]!;
  assert.equal((JSON.parse(data) as { scenarios: unknown[] }).scenarios.length, 1);
});

test('the data of the script holds no text from outside', () => {
  const page = htmlReport(hostileModel(), 'x');
  const data = page.match(/id="report-data">(.*?)<\/script>/s)![1]!;
  assert.doesNotMatch(data, /alert|xxxx|redraw|onerror/);
});

test('what a baseline found stands in a table, with its sentences, and is drawn under the curve', () => {
  const page = htmlReport(compared(sampleModel({ breaksAt: 5 })));
  assert.match(page, /Against the baseline: 3 runs against 8 runs of the baseline/);
  assert.match(page, /240\u00a0ms<\/td><td class="number">301\u00a0ms<\/td><td class="number found">\+25\u00a0%/);
  assert.match(page, /−0\.1\u00a0fps<\/td><td class="number">−0\.4\u00a0fps to \+0\.2\u00a0fps/);
  assert.match(page, /baseline: median and range of its runs/);
  assert.doesNotMatch(htmlReport(sampleModel({ breaksAt: 5 })), /the baseline|baseline: median/);
});
