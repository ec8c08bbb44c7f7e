import { readFileSync, writeFileSync } from 'node:fs';
import type { BenchmarkResult } from './benchmark-result.js';

const file = new URL('results.json', import.meta.url);

/** Prints the figures and writes them to benchmarks/results.json, in place of earlier ones of the same name. Missed targets fail the run. */
export function publish(results: readonly BenchmarkResult[]): void {
  for (const { name, value, unit, target, met, floor } of results) {
    const ratio = floor === undefined ? '' : `, ${(value / floor).toFixed(2)} × its floor of ${floor.toFixed(2)}`;
    console.log(`${met ? '✓' : '✘'} ${name}: ${value.toFixed(2)} ${unit} (target ${target}${ratio})`);
  }
  const names = new Set(results.map(({ name }) => name));
  const others = earlier().filter(({ name }) => !names.has(name));
  writeFileSync(file, `${JSON.stringify([...others, ...results], null, 2)}\n`);
  if (results.some(({ met }) => !met)) process.exitCode = 1;
}

function earlier(): BenchmarkResult[] {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as BenchmarkResult[];
  } catch {
    // The first run on this machine.
    return [];
  }
}
