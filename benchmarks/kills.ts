import { readFileSync, writeFileSync } from 'node:fs';
import pLimit from 'p-limit';
import { complaints, killRun, type Moment, moments, type Victim, victims } from '../tests/inline/shards/kill-run.js';

// Kills, with SIGKILL, each part of a run over three shards at each moment of its second step, and writes what became of the rest into
// docs/kills.md: `npm run bench:kills`, or `npm run bench:kills shard` or `npm run bench:kills shard hold` for a part of the table.

const page = new URL('../docs/kills.md', import.meta.url);
const [onlyVictim, onlyMoment] = process.argv.slice(2);
const step = 2;
const atOnce = pLimit(2);

async function cell(victim: Victim, moment: Moment): Promise<void> {
  const text = await killRun(victim, moment, step).then(
    (outcome) => {
      const wrong = complaints(victim, moment, step, outcome);
      if (wrong.length > 0) process.exitCode = 1;
      return wrong.length === 0 ? `ended in ${outcome.seconds.toFixed(1)} s` : wrong.join('; ');
    },
    (thrown: Error) => {
      process.exitCode = 1;
      return thrown.message;
    },
  );
  console.log(`${victim} killed at ${moment}: ${text}`);
  write(victim, moment, text.replaceAll(/\s+/g, ' ').replaceAll('|', '\\|'));
}

function write(victim: Victim, moment: Moment, text: string): void {
  const lines = readFileSync(page, 'utf8').split('\n');
  const row = lines.findIndex((line) => line.startsWith(`| ${victim} |`));
  const cells = lines[row]!.split(/(?<!\\)\|/);
  cells[moments.indexOf(moment) + 2] = ` ${text} `;
  lines[row] = cells.join('|');
  writeFileSync(page, lines.join('\n'));
}

const cells = victims.flatMap((victim) => moments.map((moment) => [victim, moment] as const));
await Promise.all(
  cells
    .filter(([victim, moment]) => (!onlyVictim || victim === onlyVictim) && (!onlyMoment || moment === onlyMoment))
    .map(([victim, moment]) => atOnce(() => cell(victim, moment))),
);
