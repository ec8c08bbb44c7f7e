import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { skipWithoutTerminal } from '../terminal/terminal.js';
import { configFile, shortLoad, specFile } from './files.js';
import { inlineProject, readVerdict, startInTerminal } from './run-inline.js';

const region = [
  /^ {2}[█▏▎▍▌▋▊▉]*░* \d+ s · about \d+ s left$/m,
  /^ {2}step 1 of 1 · holding, \d+ of 10 s$/m,
  /^ {2}1 session · 2 participants · 4 media connections$/m,
  /^ {2}\d+\.\d fps · .* · 4 of 4 streams flow$/m,
];

describe('a run in a terminal', { skip: skipWithoutTerminal, concurrency: true }, () => {
  const project = (name: string) =>
    inlineProject(name, {
      'playwright.config.ts': configFile(`reporter: [['list']]`),
      'rooms.spec.ts': specFile(`
        loadTest('rooms of 2', { topology: nToN(2), ${shortLoad}, media: { video: '180p' } });
        test('an ordinary test', async () => {});
      `),
    });
  const holding = /holding, [5-9] of 10 s[\s\S]*4 of 4 streams flow/;

  it("shows the load below the list reporter's lines, and leaves them whole", async (t) => {
    const run = project('terminal');
    const terminal = startInTerminal(run);
    t.after(() => terminal.process.kill());
    const during = (await terminal.shows(holding, 120_000)).join('\n');
    for (const line of region) assert.match(during, line);
    assert.match(during, /rooms\.spec\.ts:\d+:\d+ › rooms of 2 › .*generator 1 of 1\n\n {2}rooms of 2\n/);
    // A starved machine may make the run inconclusive: the test is of what stands on the screen.
    await terminal.ended;
    const after = terminal.everything().join('\n');
    assert.doesNotMatch(after, /left$|holding,|░/m);
    assert.equal(after.match(/^ {2}[✓✘] {2}\d .*generator 1 of 1 \(.*\)$/gm)?.length, 1, after);
    assert.equal(after.match(/^ {2}✓ {2}\d .*an ordinary test \(.*\)$/gm)?.length, 1, after);
    assert.match(after, /^rooms of 2 ─+ [✓?] (passed|inconclusive)$/m);
    assert.equal(terminal.hidesCursor, false);
  });

  it('leaves nothing of it behind after Ctrl+C', async (t) => {
    const run = project('terminal-interrupted');
    const terminal = startInTerminal(run);
    t.after(() => terminal.process.kill());
    await terminal.shows(/holding, \d of 10 s/, 120_000);
    terminal.press('\u0003');
    assert.notEqual(await terminal.ended, 0);
    assert.equal(readVerdict(run).verdict, 'inconclusive');
    const after = terminal.everything().join('\n');
    assert.match(after, /^rooms of 2 ─+ \? inconclusive$/m);
    assert.doesNotMatch(after, /left$|holding,|░/m);
  });
});
