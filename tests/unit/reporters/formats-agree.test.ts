import assert from 'node:assert/strict';
import { test } from 'node:test';
import { noColours } from '../../../reporters/console/colours.js';
import { consoleReport } from '../../../reporters/console/report.js';
import { answerText } from '../../../reporters/format/answer.js';
import { htmlReport } from '../../../reporters/html/page.js';
import { verdictFile } from '../../../reporters/json/verdict-file.js';
import { markdownReport } from '../../../reporters/markdown/report.js';
import { formatCount, formatMetric, formatUnit } from '../../../src/model/format.js';
import { sampleModel } from './sample-run.js';

const runs = {
  passed: { title: 'rooms A' },
  failed: { title: 'rooms A', breaksAt: 4, missing: 3 },
  inconclusive: { title: 'rooms A', busy: { generator: 1, fromStep: 3 } },
  capacity: { title: 'rooms A', breaksAt: 4, capacity: { search: 'staircase', atLeast: { mediaConnections: 196 } } },
} as const;

/** The text of cells, row by row. */
const cellsOfHtml = (page: string): string[][] => {
  const [, table = ''] = /<table class="steps">.*?<tbody>(.*?)<\/tbody>/s.exec(page) ?? [];
  return [...table.matchAll(/<tr.*?<\/tr>/gs)].map(([row]) =>
    [...row.matchAll(/<t[hd][^>]*>(.*?)<\/t[hd]>/gs)].map(([, cell = '']) =>
      cell.replace(/<[^>]+>/g, '').replace(/^[✓✗?] /, ''),
    ),
  );
};
const cellsOfMarkdown = (text: string): string[][] =>
  text
    .split('\n')
    .filter((line) => line.startsWith('|'))
    .slice(2)
    .map((line) =>
      line
        .slice(2, -2)
        .split(' | ')
        .map((cell) => cell.replace(/^(?:✅|❌|⚠️) /u, '')),
    );

for (const [name, run] of Object.entries(runs))
  test(`a ${name} run reads the same in JSON, Markdown, HTML and the terminal`, () => {
    const model = sampleModel(run);
    const page = htmlReport(model);
    const markdown = markdownReport(model);
    const terminal = consoleReport(model, { paint: noColours });
    const file = verdictFile(model);
    const scenario = file.scenarios[0]!;

    const expected = scenario.steps.map((step) => [
      step.attempt === 1 ? String(step.index) : `${step.index} again`,
      formatCount(step.sessions),
      formatCount(step.participants),
      formatCount(step.mediaConnections),
      step.verdict,
      formatMetric('video.framesPerSecond', step.metrics['video.framesPerSecond']!.p5),
      formatMetric('video.residualLoss', step.metrics['video.residualLoss']!.p95),
      formatMetric('joinTime', step.metrics.joinTime!.p95),
      `${step.missingCount} / ${step.badCount}`,
      formatUnit(step.platform!.cpu!, 'ratio'),
    ]);
    assert.deepEqual(cellsOfHtml(page), expected);
    assert.deepEqual(cellsOfMarkdown(markdown), expected);

    assert.match(page, new RegExp(`<h1>.*${file.verdict}</h1>`, 'i'));
    assert.match(markdown, new RegExp(`^# .* Load test ${file.verdict}$`, 'm'));
    assert.match(terminal, new RegExp(`^[✓✗?] ${file.verdict} ·`, 'm'));
    for (const step of scenario.steps)
      assert.ok(terminal.includes(formatMetric('joinTime', step.metrics.joinTime!.p95).split('\u00a0')[0]!));

    const answer = answerText(model.scenarios[0]!);
    assert.ok(terminal.replaceAll('\n', ' ').includes(answer));
    const load = scenario.capacity ?? scenario.steps.findLast(({ verdict }) => verdict === 'passed')!;
    assert.ok(answer.includes(`${load.mediaConnections} media connections`));
    assert.ok(page.includes(`<dd>${load.mediaConnections}</dd>`));
    assert.ok(markdown.includes(`${load.mediaConnections} media connections`));
  });
