// Runs test files with Node's runner: node scripts/test.mjs unit platform inline, or single files. Unit tests share one
// process; files of real parts have one each, one at a time.
import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
const wanted = process.argv.slice(2);

function filesOf(name) {
  if (/\.test\.ts$/.test(name)) return [name];
  const folder = path.join(root, 'tests', name);
  return readdirSync(folder, { recursive: true })
    .filter((file) => file.endsWith('.test.ts'))
    .map((file) => path.join('tests', name, file))
    .sort();
}

for (const name of wanted) {
  const files = filesOf(name);
  if (files.length === 0) {
    console.error(`There is no test file in tests/${name}.`);
    process.exit(1);
  }
  console.log(`\n── ${name}: ${files.length} files`);
  const how = name === 'unit' ? ['scripts/test/in-one-process.mjs'] : ['--test', '--test-concurrency=1'];
  const run = spawnSync(process.execPath, ['--import', 'tsx', '--test-reporter=spec', ...how, ...files], {
    cwd: root,
    stdio: 'inherit',
  });
  if (run.status !== 0) process.exit(run.status ?? 1);
}
