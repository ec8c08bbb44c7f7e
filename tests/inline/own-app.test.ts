import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { waitForNone } from './processes.js';
import { inlineProject, readVerdict } from './run-inline.js';
import { assertNoSecrets } from './secrets.js';

const example = fileURLToPath(new URL('../../examples/own-app/', import.meta.url));

/** The files of the example, by path; not the report of somebody who ran it. */
function exampleFiles(): Record<string, string> {
  const names = readdirSync(example, { recursive: true, encoding: 'utf8' }).filter((name) =>
    /^(app\/)?[\w.-]+\.(ts|js|html)$/.test(name),
  );
  return Object.fromEntries(names.map((name) => [name, readFileSync(path.join(example, name), 'utf8')]));
}

it("the example with a user's own app does not fail, and leaks no token", async () => {
  const project = inlineProject('own-app', exampleFiles());
  const run = project.start(['--output=results']);
  const { output } = await run.ended;
  assertNoSecrets(project.folder, output, ['tok_']);
  const { verdict, scenarios } = readVerdict(project);
  // A machine that has too much else to do is inconclusive.
  assert.notEqual(verdict, 'failed', output);
  const [step] = scenarios[0]?.steps ?? [];
  assert.deepEqual([step?.flowingStreams, step?.expectedStreams], [12, 12]);
  assert.equal(step?.metrics['video.framesPerSecond@browser']?.count, 2, 'the app receives two videos');
  assert.deepEqual(await waitForNone(run.marker), []);
});
