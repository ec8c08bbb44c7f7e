import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { embeddedVersion } from '../../src/server/version.js';
import { chromiumPath } from '../../tests/platform/browser/launch.js';

const file = new URL('../../docs/accuracy.md', import.meta.url);

/** Writes what a benchmark found into its place in docs/accuracy.md, with where and when it ran. */
export function writeAccuracy(benchmark: 'truth' | 'naming' | 'blame' | 'knees', tables: string, how: string): void {
  const [begin, end] = [`<!-- bench:${benchmark}: begin -->\n`, `\n<!-- bench:${benchmark}: end -->`];
  const [head = '', rest = ''] = readFileSync(file, 'utf8').split(begin);
  const [, tail = ''] = rest.split(end);
  writeFileSync(file, `${head}${begin}\n${provenance(how)}\n\n${tables}\n${end}${tail}`);
}

function provenance(how: string): string {
  const chromium = execFileSync(chromiumPath(), ['--version'], { encoding: 'utf8' }).trim();
  const machine = `${cpus().length} × ${cpus()[0]?.model ?? 'unknown processor'}`;
  const date = new Date().toISOString().slice(0, 10);
  return `Measured on ${date} ${how}: ${machine}, Node ${process.versions.node}, ${chromium}, embedded server ${embeddedVersion}.`;
}
