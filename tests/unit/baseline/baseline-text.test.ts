import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { baselineText, parseBaseline } from '../../../src/analysis/baseline/baseline-text.js';
import type { BaselineFile } from '../../../src/model/baseline.js';
import { LoadError } from '../../../src/model/errors.js';
import { runsOf } from './runs.js';

const file: BaselineFile = {
  schemaVersion: 1,
  scenario: 'rooms “of 7”',
  conditions: {
    platform: { edition: 'openvidu2', version: '2.30.0', url: 'a.example.com' },
    machine: { cpus: 2, cpuModel: 'AMD', memoryGb: 8, system: 'linux x64', node: 'v20', sharedWithServer: false },
    generators: 1,
    scenario: { topology: { type: 'n-to-n', size: 7 }, seed: 1 },
  },
  runs: runsOf('p95 joinTime', [1850, 1900, 1880]),
};

const refused = (text: string, expected: RegExp) =>
  assert.throws(
    () => parseBaseline(text, 'rooms-linux.json'),
    (thrown) =>
      thrown instanceof LoadError &&
      thrown.code === 'BASELINE_INVALID' &&
      thrown.message.startsWith('The baseline rooms-linux.json ') &&
      !thrown.message.includes('\n') &&
      expected.test(thrown.message),
  );

describe('the text of a baseline', () => {
  it('is read as it was written', () => {
    assert.deepEqual(parseBaseline(baselineText(file), 'x'), file);
    assert.equal(baselineText(parseBaseline(baselineText(file), 'x')), baselineText(file));
  });

  it('does not depend on the order of keys', () => {
    const reversed = (value: unknown): unknown => {
      if (Array.isArray(value)) return value.map(reversed);
      if (typeof value !== 'object' || value === null) return value;
      return Object.fromEntries(
        Object.entries(value)
          .reverse()
          .map(([key, of]) => [key, reversed(of)]),
      );
    };
    assert.equal(baselineText(reversed(file) as BaselineFile), baselineText(file));
  });

  it('grows by a few lines per run', () => {
    const lines = baselineText(file).split('\n');
    const more = baselineText({ ...file, runs: [...file.runs, ...runsOf('p95 joinTime', [1910])] }).split('\n');
    assert.equal(more.length - lines.length, 6);
    // The bracket of the last run gets a comma; all other lines stay.
    assert.ok(lines.filter((line) => !more.includes(line)).length <= 1);
  });
});

describe('a baseline is refused by name', () => {
  const text = baselineText(file);
  const changed = (change: (json: Record<string, unknown>) => void) => {
    const json = JSON.parse(text) as Record<string, unknown>;
    change(json);
    return JSON.stringify(json);
  };

  it('if it was cut off, or is no JSON', () => {
    refused(text.slice(0, 300), /is not whole JSON: .*--update-snapshots\.$/);
    refused('', /is not whole JSON/);
    refused(`<<<<<<< HEAD\n${text}`, /marks of a merge/);
  });

  it('if its schema is newer', () =>
    refused(
      changed((json) => {
        json.schemaVersion = 2;
      }),
      /has schema version 2, .* reads 1\. Update playwright-openvidu\.$/,
    ));

  it('if someone edited it into something else', () => {
    refused('null', /does not fit its schema/);
    refused('[]', /does not fit its schema/);
    refused(
      changed((json) => {
        json.runs = [];
      }),
      /does not fit its schema \(runs: /,
    );
    refused(
      changed((json) => {
        (json.runs as { steps: { values: Record<string, unknown> }[] }[])[1]!.steps[0]!.values['p95 joinTime'] = 'slow';
      }),
      /\(runs\[1\]\.steps\[0\]\.values\["p95 joinTime"\]: /,
    );
    refused(
      changed((json) => {
        json.tolerance = 0.3;
      }),
      /its top: .*tolerance/,
    );
    refused(
      changed((json) => {
        delete json.schemaVersion;
      }),
      /schemaVersion/,
    );
  });
});
