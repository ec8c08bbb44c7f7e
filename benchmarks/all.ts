import { writeFileSync } from 'node:fs';
import { benchNative } from './native.js';
import { benchSfu } from './sfu.js';

/** Runs every benchmark, prints the figures and writes them to benchmarks/results.json. */
const results = [...(await benchSfu()), ...(await benchNative())];
for (const { name, value, unit, target, met } of results)
  console.log(`${met ? '✓' : '✘'} ${name}: ${value.toFixed(2)} ${unit} (target ${target})`);
const file = new URL('results.json', import.meta.url);
writeFileSync(file, `${JSON.stringify(results, null, 2)}\n`);
if (results.some(({ met }) => !met)) process.exitCode = 1;
