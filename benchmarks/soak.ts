import { writeFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { inlineProject, readVerdict } from '../tests/inline/run-inline.js';
import { growth, type MemoryReading, median, readMemory, roles } from './soak/memory.js';

// 50 native participants for 30 minutes, on the embedded server: does the memory of any process grow? `npm run bench:soak`.

const { values: options } = parseArgs({
  options: { minutes: { type: 'string', default: '30' }, rooms: { type: 'string', default: '25' } },
});
const [minutes, rooms] = [Number(options.minutes), Number(options.rooms)];
/** Join, settle, and the first samples of the hold: what a process needs once. */
const warmUpMs = 60_000;
const readEveryMs = 10_000;
const allowedGrowth = 0.05;

const project = inlineProject('soak', {
  'playwright.config.ts': `
    import { defineLoadConfig } from 'playwright-openvidu/config';
    export default defineLoadConfig({ testDir: '.', outputDir: 'results' });`,
  'soak.spec.ts': `
    import { loadTest, nToN, soak } from 'playwright-openvidu';
    loadTest('soak', {
      topology: nToN(2),
      load: soak({ sessions: ${rooms}, for: '${minutes}m' }),
      thresholds: { 'video.framesPerSecond': ['p5 >= 24'] },
    });`,
});

const run = project.start();
const readings: MemoryReading[] = [];
let over = false;
const ended = run.ended.finally(() => {
  over = true;
});
await run.printed(/holding/);
await delay(warmUpMs);
while (!over) {
  readings.push(readMemory(run.marker));
  await Promise.race([delay(readEveryMs), ended]);
}
const { exitCode, output } = await ended;
writeFileSync(`${project.folder}/memory.json`, JSON.stringify(readings));

const whole = readings.filter((reading) => roles.every((role) => reading[role] !== undefined));
const [verdict] = readVerdict(project).scenarios;
console.log(`${2 * rooms} participants, ${minutes} minutes: ${verdict?.verdict}, exit code ${exitCode}`);
for (const reason of verdict?.reasons ?? []) console.log(`  ${reason}`);
if (whole.length === 0) throw new Error(`The run ended before its memory could be read:\n${output}`);
for (const role of roles) {
  const sizes = whole.map((reading) => reading[role]!);
  const grown = growth(sizes);
  const mark = grown <= allowedGrowth ? '✓' : '✘';
  const [from, to] = [Math.min(...sizes), Math.max(...sizes)].map((size) => size.toFixed(0));
  console.log(
    `${mark} ${role}: median ${median(sizes).toFixed(0)} MB, ${from} to ${to}, ${(100 * grown).toFixed(1)} % from first to last fifth`,
  );
  if (grown > allowedGrowth) process.exitCode = 1;
}
