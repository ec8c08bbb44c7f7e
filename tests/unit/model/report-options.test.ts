import assert from 'node:assert/strict';
import { test } from 'node:test';
import { defineMergeConfig } from '../../../merge.config.js';
import LoadReporter from '../../../reporters/index.js';
import { reportMistakes } from '../../../src/model/report-options.js';

test('sound options have no mistakes', () => {
  const options = {
    folder: '../r',
    junit: 'a/junit.xml',
    csv: undefined,
    github: false,
    alone: true,
  };
  assert.deepEqual(reportMistakes(options, 'report'), []);
  assert.deepEqual(reportMistakes({}, 'report'), []);
});

test('every mistake is named at once, with what was expected', () => {
  const options = {
    folder: '',
    junit: true,
    csv: 'x',
    openMetrics: './x',
    github: 'no',
    alone: 1,
    progress: 'bar',
    junits: 'junit.xml',
  };
  assert.deepEqual(reportMistakes(options, 'report'), [
    'report.junits is unknown; expected folder, junit, csv, openMetrics, github, alone, progress.',
    "report.folder is ''; expected a path such as 'load-report'.",
    "report.junit is true; expected a path such as 'junit.xml'.",
    "report.github is 'no'; expected true or false.",
    'report.alone is 1; expected true or false.',
    "report.progress is 'bar'; expected one of 'auto', 'lines', 'off'.",
    'report.openMetrics and report.csv are the same file; give each its own.',
  ]);
  assert.deepEqual(reportMistakes({ junit: './verdict.json' }, ''), [
    "junit is './verdict.json', which the report itself writes; give it another name.",
  ]);
  assert.deepEqual(reportMistakes('load-report', 'report'), [
    "report is 'load-report'; expected options such as { folder: 'load-report' }.",
  ]);
});

test('a reporter that is named by hand and a merge refuse them as well', () => {
  assert.throws(() => new LoadReporter({ junit: 5 as never, configDir: '/' } as never), /junit is 5; expected a path/);
  assert.doesNotThrow(() => new LoadReporter({ configDir: '/', _mode: 'test' } as never));
  assert.throws(() => defineMergeConfig({ foldr: 'x' } as never), {
    code: 'INVALID_CONFIG',
    message: /^The options of the report have a mistake: foldr is unknown; expected folder, /,
  });
});
