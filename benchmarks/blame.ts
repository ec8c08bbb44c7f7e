import { parseArgs } from 'node:util';
import { type BlameRun, runVariant } from './blame/blame-run.js';
import { type Variant, variants } from './blame/variants.js';
import { writeAccuracy } from './truth/accuracy-page.js';
import { markdown } from './truth/tables.js';

const { values: options } = parseArgs({
  options: {
    runs: { type: 'string', default: '20' },
    /** Only variants whose name contains this. */
    only: { type: 'string', default: '' },
  },
});

/** Whose fault: starves one side after the other, and counts the verdicts. Wrong ones fail the run. */
const table: Record<string, unknown>[] = [];
let wrong = 0;
for (const variant of variants.filter(({ name }) => name.includes(options.only))) {
  if (variant.obstacle) {
    console.log(`- ${variant.name}: skipped, ${variant.obstacle}`);
    table.push({ variant: variant.name, expected: variant.allowed.join(' or '), counted: 'skipped' });
    continue;
  }
  const runs: BlameRun[] = [];
  for (let run = 1; run <= Number(options.runs); run++) {
    const result = await runVariant(variant);
    runs.push(result);
    console.log(`${mark(variant, result)} ${variant.name}, ${run}: ${sentence(result)}`);
  }
  const counted = runs.filter((run) => isAbout(variant, run));
  const bad = counted.filter((run) => !isRight(variant, run)).length;
  wrong += bad;
  table.push({
    variant: variant.name,
    expected: variant.allowed.join(' or '),
    ...Object.fromEntries(
      ['passed', 'failed', 'inconclusive', 'error'].map((verdict) => [
        verdict,
        counted.filter((run) => run.verdict === verdict).length,
      ]),
    ),
    counted: `${counted.length} of ${runs.length}`,
    'least idle': `${(100 * Math.min(...runs.map(({ idle }) => idle))).toFixed(0)} %`,
    right: bad === 0 && counted.length > 0 ? '✓' : '✗',
  });
}
console.table(table);
const heads = ['variant', 'expected', 'passed', 'failed', 'inconclusive', 'counted', 'least idle', 'right'];
const rows = table.map((row) => heads.map((head) => String(row[head] ?? '')));
if (options.only === '') writeAccuracy('blame', markdown(heads, rows), `in ${options.runs} runs of each`);
process.exit(wrong === 0 ? 0 : 1);

function isRight({ allowed }: Variant, { verdict }: BlameRun): boolean {
  return verdict !== 'error' && allowed.includes(verdict);
}

/** A machine that was busier than the variant says, with other things, proves nothing about it. */
function isAbout({ leastIdle = 0 }: Variant, { idle }: BlameRun): boolean {
  return idle >= leastIdle;
}

function mark(variant: Variant, run: BlameRun): string {
  if (!isAbout(variant, run)) return '-';
  return isRight(variant, run) ? '✓' : '✗';
}

function sentence({ verdict, reasons, idle, offeredLoad, health }: BlameRun): string {
  const offered = offeredLoad === undefined ? '' : `, ${(100 * offeredLoad).toFixed(1)} % offered`;
  const own = verdict === 'passed' ? '' : ` ${JSON.stringify(health)}`;
  return `${verdict} (machine ${(100 * idle).toFixed(0)} % idle${offered}) ${reasons[0]?.slice(0, 300) ?? ''}${own}`;
}
