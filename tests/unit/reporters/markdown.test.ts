import assert from 'node:assert/strict';
import { test } from 'node:test';
import { escapeMarkdown } from '../../../reporters/markdown/escape.js';
import { markdownReport } from '../../../reporters/markdown/report.js';
import { sampleModel } from './sample-run.js';

test('the summary begins with the verdict, then the answer and the reasons of each scenario', () => {
  const text = markdownReport(sampleModel({ breaksAt: 5, missing: 2 }));
  assert.match(text, /^# ❌ Load test failed\n/);
  assert.match(text, /^## ❌ rooms of 7: failed$/m);
  assert.match(text, /^\*\*Held with good quality: 4 sessions · 28 participants · 196 media connections/m);
  assert.match(text, /^- Step 5 \(245 media connections\) failed: 2 missing streams/m);
});

test('the curve is a Mermaid chart with its threshold', () => {
  const text = markdownReport(sampleModel({ breaksAt: 5 }));
  const [, chart = ''] = /```mermaid\n(.*?)```/s.exec(text) ?? [];
  assert.match(chart, /x-axis "media connections" \["49", "98", "147", "196", "245"\]/);
  assert.match(chart, /y-axis "video\.framesPerSecond p5, fps" 0 --> 30/);
  assert.match(chart, /line \[29\.\d+, 29\.\d+, 29\.\d+, 29\.\d+, 16\.\d+\]\n {2}line \[24, 24, 24, 24, 24\]/);
});

test('the demo says that its knee is made', () => {
  assert.match(
    markdownReport(sampleModel({ faults: ['50 µs of CPU burned per forwarded packet'] })),
    /^> .*the knee is made, not a property of OpenVidu/m,
  );
});

test('broken streams are named, and what is not named is counted', () => {
  const text = markdownReport(sampleModel({ breaksAt: 5, missing: 25 }));
  assert.match(text, /Session 4 \(load-9f3c2a-5\), 0 → 3 video: missing/);
  assert.match(text, /^- and 8 more$/m);
});

test('text from outside is no markup', () => {
  assert.equal(
    escapeMarkdown('a|b <i> *x* @me `c` [d](e) & #1'),
    'a\\|b &#60;i&#62; \\*x\\* &#64;me \\`c\\` \\[d\\](e) &#38; \\#1',
  );
});
