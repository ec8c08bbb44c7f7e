import { readFileSync, writeFileSync } from 'node:fs';
import { complaints, killRun, type Moment, moments, type Victim, victims } from '../tests/inline/shards/kill-run.js';

// Kills, with SIGKILL, each part of a run over three shards at each moment, and writes what became of the rest into docs/kills.md:
// `npm run bench:kills`, or `npm run bench:kills shard hold` for one cell, which is printed only.

const page = new URL('../docs/kills.md', import.meta.url);
const [onlyVictim, onlyMoment] = process.argv.slice(2);
const rows: string[] = [];
let failed = 0;

async function cell(victim: Victim, moment: Moment): Promise<string> {
  const outcome = await killRun(victim, moment);
  const wrong = complaints(victim, moment, outcome);
  const text = wrong.length === 0 ? `ended in ${outcome.seconds.toFixed(1)} s` : wrong.join('; ');
  failed += wrong.length === 0 ? 0 : 1;
  console.log(`${victim} killed at ${moment}: ${text}`);
  return text;
}

for (const victim of victims.filter((one) => !onlyVictim || one === onlyVictim)) {
  const cells: string[] = [];
  for (const moment of moments.filter((one) => !onlyMoment || one === onlyMoment))
    cells.push(
      await cell(victim, moment).catch((thrown: Error) => {
        failed += 1;
        console.log(`${victim} killed at ${moment}: ${thrown.message}`);
        return thrown.message;
      }),
    );
  rows.push(`| ${victim} | ${cells.join(' | ')} |`);
}

if (!onlyVictim) {
  const table = [`| Killed | ${moments.join(' | ')} |`, `|---|${moments.map(() => '---|').join('')}`, ...rows].join(
    '\n',
  );
  const text = readFileSync(page, 'utf8');
  writeFileSync(
    page,
    text.replace(/<!-- kills -->[\s\S]*<!-- \/kills -->/, `<!-- kills -->\n${table}\n<!-- /kills -->`),
  );
}
if (failed > 0) process.exitCode = 1;
