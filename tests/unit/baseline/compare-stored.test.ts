import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { describe, it, type TestContext } from 'node:test';
import { compareStored, type Snapshots } from '../../../fixtures/baseline/compare-stored.js';
import type { UpdateMode } from '../../../src/analysis/baseline/update-modes.js';
import type { JudgedStep } from '../../../src/model/verdict.js';
import { judged } from '../analysis/figures.js';
import { scenarioWith } from './runs.js';

const scenario = scenarioWith({ metrics: ['joinTime'] });

/** A folder for snapshots, in which a scenario is compared as its test would do it. */
function project(t: TestContext) {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'baseline-'));
  t.after(() => rmSync(folder, { recursive: true }));
  const file = path.join(folder, 'rooms.spec.ts-snapshots', 'rooms-of-7-load-linux.json');
  let runs = 0;
  return {
    file,
    folder,
    compare(updateSnapshots: UpdateMode, joinTimes: readonly number[] = [900, 910, 920], title = 'rooms of 7') {
      const snapshots: Snapshots = {
        titlePath: ['rooms.spec.ts', title, 'generator 1 of 1'],
        config: { updateSnapshots },
        // As Playwright's own, it needs its object.
        snapshotPath(...name: unknown[]) {
          assert.equal(this.titlePath.length, 3);
          const base = String(name[0])
            .replace(/\.json$/, '')
            .replace(/[^\w]+/g, '-');
          return path.join(folder, 'rooms.spec.ts-snapshots', `${base}-linux.json`);
        },
      };
      runs += 1;
      return compareStored(
        {
          scenario,
          generators: 1,
          runId: `run${runs}`,
          platform: {
            edition: 'openvidu2',
            version: '2.30.0',
            url: 'https://a.example.com',
            embedded: false,
            faults: [],
          },
          machine: {
            cpus: 2,
            cpuModel: 'A',
            memoryMb: 8000,
            platform: 'linux 6 x64',
            node: 'v20.1.0',
            sharedWithServer: true,
          },
          steps: joinTimes.map((value, i) => ran(value, i + 1)),
          verdict: 'passed',
        },
        snapshots,
      );
    },
    runs: () => (JSON.parse(readFileSync(file, 'utf8')) as { runs: unknown[] }).runs.length,
  };
}

/** One run of the scenario's only step. */
function ran(joinTime: number, repetition: number): JudgedStep {
  const step = judged(1, 'passed', { values: { joinTime: { native: [joinTime] } }, mediaConnections: 98 });
  return repetition === 1 ? step : { ...step, repetition };
}

describe('the file beside the spec', () => {
  it('is written, filled and compared over several runs', async (t) => {
    const { compare, runs, file } = project(t);
    assert.equal((await compare('none')).status, 'none');
    assert.throws(() => readFileSync(file), /ENOENT/);
    assert.deepEqual([(await compare('default')).written, runs()], ['created', 3]);
    assert.deepEqual([(await compare('default')).written, runs()], [null, 3]);
    assert.deepEqual([(await compare('missing')).written, runs()], ['extended', 6]);
    assert.equal((await compare('missing')).status, 'advisory');
    assert.deepEqual([(await compare('missing')).written, runs()], [null, 9]);
    assert.deepEqual([(await compare('changed')).status, runs()], ['compared', 12]);

    const slower = await compare('none', [1300, 1310, 1320]);
    assert.equal(slower.file, 'rooms-of-7-load-linux.json');
    assert.match(
      slower.alarms[0]!,
      /^p95 joinTime 0\.9 s → 1\.3 s \(\+44 %, .* 12 against 3 runs\) at 98 media connections$/,
    );
    assert.equal(runs(), 12);
    const accepted = await compare('changed', [1300, 1310, 1320]);
    assert.deepEqual([accepted.alarms, accepted.written, runs()], [[], 'replaced', 3]);
    assert.deepEqual([(await compare('all')).written, runs()], ['replaced', 3]);
    assert.deepEqual(readdirSync(path.dirname(file)), [path.basename(file)], 'no part of a file stays');
  });

  it('is refused, and left alone, if it cannot be read', async (t) => {
    const { compare, file } = project(t);
    mkdirSync(path.dirname(file));
    writeFileSync(file, '{"schemaVersion": 1, "ru');
    for (const mode of ['none', 'default', 'missing'] as const) {
      const { status, notes } = await compare(mode);
      assert.equal(status, 'refused');
      assert.match(notes[0]!, /^The baseline rooms-of-7-load-linux\.json is not whole JSON/);
    }
    assert.equal(readFileSync(file, 'utf8'), '{"schemaVersion": 1, "ru');
    assert.equal((await compare('changed')).written, 'replaced');
    assert.equal((await compare('none')).status, 'advisory');
  });

  it('has a name that every file system takes', async (t) => {
    const { compare, folder } = project(t);
    for (const end of ['a', 'b']) await compare('default', [900], `${'long '.repeat(100)}${end}`);
    const names = readdirSync(path.join(folder, 'rooms.spec.ts-snapshots'));
    assert.equal(names.length, 2);
    for (const name of names) assert.ok(name.length < 120, name);
  });
});
