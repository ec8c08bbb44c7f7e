import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { embeddedVersion } from '../../src/server/version.js';
import { chromiumPath } from '../../tests/platform/browser/launch.js';

const file = new URL('../../docs/accuracy.md', import.meta.url);
const [begin, end] = ['<!-- bench:truth: begin -->\n', '\n<!-- bench:truth: end -->'];

/** Writes what a run found into docs/accuracy.md, with where and when it ran. */
export function writeAccuracy(tables: string, seconds: number): void {
  const [head = '', rest = ''] = readFileSync(file, 'utf8').split(begin);
  const [, tail = ''] = rest.split(end);
  writeFileSync(file, `${head}${begin}\n${provenance(seconds)}\n\n${tables}\n${end}${tail}`);
}

function provenance(seconds: number): string {
  const chromium = execFileSync(chromiumPath(), ['--version'], { encoding: 'utf8' }).trim();
  const machine = `${cpus().length} × ${cpus()[0]?.model ?? 'unknown processor'}`;
  const date = new Date().toISOString().slice(0, 10);
  return `Measured on ${date} in windows of ${seconds} s: ${machine}, Node ${process.versions.node}, ${chromium}, embedded server ${embeddedVersion}.`;
}
