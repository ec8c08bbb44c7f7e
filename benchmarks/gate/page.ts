import { writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { fewestRuns, significance } from '../../src/analysis/baseline/rules.js';
import { toScale } from '../../src/analysis/baseline/scale.js';
import { mean } from '../../src/analysis/baseline/two-samples.js';
import type { BaselineRun } from '../../src/model/baseline.js';
import { embeddedVersion } from '../../src/server/version.js';
import { markdown } from '../truth/tables.js';
import { type BankRun, soundRuns } from './bank.js';
import { capacityRates, foundByKnees } from './capacity.js';
import { exactPower } from './exact-power.js';
import { alarmRate, type Rate } from './pairings.js';
import { gateScenario, primaries } from './scenario.js';
import { deviationInterval, deviationOf } from './spread.js';
import { variants } from './variants.js';

const file = new URL('../../docs/gate-quality.md', import.meta.url);
const pairings = 5000;

/** Most false alarms, and fewest findings, that a gate may have. */
const targets = { falseAlarms: 0.02, detection: 0.95 };

/** Computes the quality of the gate from what is recorded, and writes its page. Whether every target is met. */
export function writeGateQuality(bank: readonly BankRun[]): boolean {
  const unchanged = soundRuns(bank, 'A').slice(0, 30);
  const rows = variants.map((variant) => {
    const changed = variant.metric ? soundRuns(bank, variant.name).slice(0, variant.runs) : undefined;
    const rate = alarmRate(unchanged, changed, variant.metric, pairings);
    const met = changed ? rate.rate >= targets.detection : rate.rate <= targets.falseAlarms;
    return { variant, runs: changed?.length ?? unchanged.length, rate, met };
  });
  const capacity = capacityRates();
  const met = [...rows, ...capacity].every((row) => row.met);
  const left = bank.filter(({ run }) => run.steps.length === 0).length;
  writeFileSync(
    file,
    `${[
      '# Quality of the gate',
      `How often the comparison with a [baseline](baselines.md) cries wolf, and how often it sleeps. Written by \`npm run bench:gate\` on ${new Date().toISOString().slice(0, 10)}: ${cpus().length} × ${cpus()[0]?.model ?? 'unknown processor'}, Node ${process.versions.node}, embedded server ${embeddedVersion}.`,
      '## Recorded runs',
      `A run is 7 rooms of 3 native participants in one step, held for 10 s. Joins take 600 ms on purpose. The variants were recorded in random order, over ${minutesOf(bank)} minutes, by processes that go before others on this shared machine (real-time scheduling), up to three at a time. ${left} of ${bank.length} runs do not count because their generator was not healthy. Compared are ${primaries.map((name) => `\`${name}\``).join(', ')} together, ${fewestRuns.baseline} against ${fewestRuns.current} runs, with the default margins.`,
      `From these runs ${pairings} pairings each were drawn, none with a run twice. The interval is the jackknife's over runs, not over pairings, which share them; where every pairing agrees it has no width. 30 runs hold only two pairings without a run in common, so that the second table says more. By its construction the test calls unchanged figures worse in at most ${percent(significance)} of comparisons of all metrics together, before the margin is asked for.`,
      markdown(
        ['Injected', 'Runs', 'Alarms', 'Rate', '95 % interval', 'Target'],
        rows.map(({ variant, runs, rate, met: ok }) => [
          variant.injected,
          String(runs),
          `${rate.alarms} of ${rate.pairings}`,
          percent(rate.rate),
          intervalText(rate),
          `${variant.metric ? `≥ ${percent(targets.detection)}` : `≤ ${percent(targets.falseAlarms)}`} ${ok ? '✓' : '✗'}`,
        ]),
      ),
      '## How runs vary, and what follows',
      `The standard deviation of a run's figure over the ${unchanged.length} unchanged runs, its 95 % confidence interval, and how likely the t test finds the change if runs vary so much, exactly, at the strictest level that Holm's correction can ask for (${percent(significance)} / ${primaries.length}): with the deviation as measured, and with the upper end of its interval. The measured change is that of the compared aggregate, the worst seconds or streams of a run, which a fault moves by more than the average.`,
      markdown(
        ['Metric', 'Injected', 'Measured change', 'Deviation of a run', 'Exact power', 'At the upper end'],
        powerRows(unchanged, bank),
      ),
      '## Capacity',
      `Simulated, 20,000 comparisons each: searches with steps of one session. Of thirty searches of [known knees](accuracy.md#known-knees) those at two places all found the same, and those at 6.5 sessions 6 or 7: a deviation of ${deviationOf(foundByKnees).toFixed(2)} sessions, taken for that of a limit of 20. The rows with 5 % have no target: they show where the gate begins to sleep.`,
      markdown(
        ['Limit of the baseline', 'Deviation of the limit', 'Lost', 'Alarms', '95 % interval', 'Target'],
        capacity.map(({ cells }) => cells),
      ),
    ].join('\n\n')}\n`,
  );
  for (const { variant, rate, met: ok } of rows)
    console.log(`${ok ? '✓' : '✗'} ${variant.injected}: ${percent(rate.rate)} alarm, ${intervalText(rate)}`);
  for (const { cells, met: ok } of capacity) console.log(`${ok ? '✓' : '✗'} capacity ${cells.join(', ')}`);
  return met;
}

function powerRows(unchanged: readonly BaselineRun[], bank: readonly BankRun[]): string[][] {
  return variants.flatMap(({ name, metric, injected }) => {
    const primary = gateScenario.baseline!.metrics.find((of) => of.metric === metric);
    if (!primary) return [];
    const scaled = (runs: readonly BaselineRun[]) =>
      runs.map(({ steps }) => toScale(primary, steps[0]!.values[primary.text]!));
    const before = scaled(unchanged);
    const change = Math.abs(mean(scaled(soundRuns(bank, name))) - mean(before));
    const deviation = deviationOf(before);
    const [low, high] = deviationInterval(before);
    const margin =
      primary.scale === 'log'
        ? Math.abs(Math.log(1 + (primary.metric === 'joinTime' ? 1 : -1) * primary.margin))
        : primary.margin;
    const power = (of: number) =>
      of === 0
        ? 1
        : exactPower({
            effect: change,
            deviation: of,
            margin,
            runs: [fewestRuns.baseline, fewestRuns.current],
            level: significance / primaries.length,
          });
    const shown = (value: number) => (primary.scale === 'log' ? percent(value) : `${(value * 100).toFixed(2)} points`);
    return [
      [
        `\`${primary.text}\``,
        injected,
        primary.scale === 'log' ? percent(Math.exp(change) - 1) : shown(change),
        `${shown(deviation)} (${shown(low)} to ${shown(high)})`,
        percent(power(deviation)),
        percent(power(high)),
      ],
    ];
  });
}

export const percent = (share: number): string => `${Number((share * 100).toFixed(2))} %`;

const intervalText = ({ interval: [low, high] }: Rate): string => `${percent(low)} to ${percent(high)}`;

function minutesOf(bank: readonly BankRun[]): number {
  const at = bank.map(({ run }) => Date.parse(run.recordedAt));
  return Math.round((Math.max(...at) - Math.min(...at)) / 60_000);
}
