import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { it } from 'node:test';
import { configFile, shortLoad, specFile } from './files.js';
import { inlineProject, readVerdict } from './run-inline.js';
import { soundRun, wasStarved } from './sound-run.js';

interface BaselineFile {
  runs: { run: string; steps: { values: Record<string, number> }[] }[];
}

it('a scenario is compared with the baseline beside its spec by all of its generators, over runs in which everyone joins anew', async (t) => {
  const spec = (repeat: number) =>
    specFile(`
      loadTest('rooms of 2', {
        topology: nToN(2),
        ${shortLoad.replace('sessions: 1', 'sessions: 2')},
        media: { video: '180p' },
        baseline: { metrics: ['video.framesPerSecond'], repeat: ${repeat} },
      });
    `);
  const project = inlineProject('baseline', {
    'playwright.config.ts': configFile('generators: 2'),
    'rooms.spec.ts': spec(1),
  });
  const first = await soundRun(() => project.start().ended);
  if (wasStarved(first)) return t.skip(starved);
  assert.equal(first.exitCode, 0, first.output);
  const file = path.join(project.folder, `rooms.spec.ts-snapshots/rooms-of-2-load-${process.platform}.json`);
  const baseline = JSON.parse(readFileSync(file, 'utf8')) as BaselineFile;
  assert.equal(baseline.runs.length, 1);
  assert.match(first.output, /the first 1 run of at least 8 were recorded/);

  // As if the same machine had done twice as well on eight days.
  const [run] = baseline.runs;
  baseline.runs = Array.from({ length: 8 }, (_, day) => ({
    ...run!,
    run: `day${day} 1`,
    steps: [{ ...run!.steps[0]!, values: { 'p5 video.framesPerSecond': 60 + day / 10 } }],
  }));
  writeFileSync(file, JSON.stringify(baseline));
  writeFileSync(path.join(project.folder, 'rooms.spec.ts'), spec(3));
  const second = await soundRun(() => project.start(['--update-snapshots=none']).ended);
  if (wasStarved(second)) return t.skip(starved);
  assert.equal(second.exitCode, 1, second.output);
  const [scenario] = readVerdict(project).scenarios as unknown as {
    readonly verdict: string;
    readonly reasons: readonly string[];
    readonly steps: readonly { readonly repetition?: number }[];
    readonly comparison: { readonly status: string; readonly alarms: readonly string[] };
  }[];
  assert.deepEqual(
    scenario!.steps.map(({ repetition }) => repetition),
    [undefined, 2, 3],
  );
  assert.deepEqual([scenario!.comparison.status, scenario!.verdict], ['compared', 'failed']);
  assert.match(
    scenario!.comparison.alarms[0]!.replaceAll('\u00a0', ' '),
    /^p5 video\.framesPerSecond 60\.3 fps → [\d.]+ fps \(−\d+ %, 95 % CI .* 8 against 3 runs\) at 8 media connections$/,
  );
  assert.deepEqual(scenario!.reasons, [`worse than the baseline: ${scenario!.comparison.alarms[0]}`]);
  assert.match(second.output, /With the baseline \(8 against 3 runs\): 1 worse/);
});

const starved = 'this machine has too much else to do: the package leaves the runs out of the comparison';
