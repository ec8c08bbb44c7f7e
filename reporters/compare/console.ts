import { displayOf } from '../../src/model/format.js';
import { isMetricName } from '../../src/model/metrics.js';
import { type Paint, verdictStyle } from '../console/colours.js';
import { drawPlot } from '../console/plot.js';
import { wrap } from '../console/wrap.js';
import { plainText } from '../format/plain-text.js';
import { counted, instantText, verdictMark } from '../format/words.js';
import { bareValueText, comparedTitle, heldLoad, heldText } from './cells.js';
import type { ComparedMetric, Comparison, ScenarioComparison } from './compare-runs.js';

const width = 80;
const gap = '  ';
const longestName = 24;

/** The comparison for the terminal: per scenario a table of the runs and a curve over them of each figure. */
export function compareText(comparison: Comparison, paint: Paint): string {
  const lines = comparison.scenarios.flatMap((scenario) => [...scenarioLines(scenario, comparison, paint), '']);
  return ['', ...lines].join('\n').replaceAll('\u00a0', ' ');
}

function scenarioLines(scenario: ScenarioComparison, comparison: Comparison, paint: Paint): string[] {
  const { title, runs, load, unlike, metrics: compared } = scenario;
  const shown = plainText(title, width - 20);
  const rule = '─'.repeat(Math.max(2, width - shown.length - 12));
  return [
    `${paint('bold', shown)} ${paint('dim', rule)} ${counted(runs.length, 'run')}`,
    ...(load === null ? [] : [paint('dim', `metrics at ${counted(load, 'media connection')}`)]),
    '',
    ...table(scenario, comparison, paint),
    ...(unlike.length === 0 ? [] : ['']),
    ...unlike.flatMap((sentence) => wrap(sentence, width).map((line) => paint('yellow', line))),
    ...curve(scenario, 'media connections held, by run', runs.map(heldLoad), paint),
    ...compared.flatMap((metric) => metricCurve(scenario, metric, paint)),
  ];
}

function table({ runs, metrics: compared }: ScenarioComparison, comparison: Comparison, paint: Paint): string[] {
  const columns: readonly { readonly head: readonly [string, string]; readonly cells: readonly string[] }[] = [
    { head: ['', 'run'], cells: runs.map(({ run }) => String(run)) },
    { head: ['', 'name'], cells: runs.map(({ run }) => plainText(comparison.runs[run - 1]!.name, longestName)) },
    { head: ['', 'started'], cells: runs.map(({ run }) => startedText(comparison.runs[run - 1]!.startedAt)) },
    { head: ['', ''], cells: runs.map(({ verdict }) => verdictMark[verdict]) },
    { head: ['media con-', 'nections'], cells: runs.map(heldText) },
    ...compared.map((metric) => ({ head: heads(metric), cells: runs.map((_, i) => bareValueText(metric, i)) })),
  ];
  const widths = columns.map(({ head, cells }) => Math.max(...[...head, ...cells].map((text) => text.length)));
  const row = (cells: readonly string[]) =>
    cells
      .map((cell, i) => (i === 1 || i === 2 ? cell.padEnd(widths[i]!) : cell.padStart(widths[i]!)))
      .join(gap)
      .trimEnd();
  return [
    ...([0, 1] as const).map((line) => paint('dim', row(columns.map(({ head }) => head[line])))),
    ...runs.map(({ verdict }, i) =>
      row(columns.map(({ cells }) => cells[i]!)).replace(verdictMark[verdict], (mark) =>
        paint(verdictStyle[verdict], mark),
      ),
    ),
  ];
}

const startedText = (startedAt: string | null): string =>
  startedAt === null ? '–' : instantText(Date.parse(startedAt));

/** The last word of a metric's name, and under it its unit and aggregate. */
function heads({ metric, aggregate }: ComparedMetric): [string, string] {
  const [name = '', kind] = metric.split('@');
  const short = isMetricName(name) ? (name.split('.').at(-1) ?? name) : plainText(name, 20);
  const { symbol } = displayOf(metric);
  return [kind ? `${short}@${kind}` : short, [symbol, aggregate].filter((part) => part !== '').join(' ')];
}

function metricCurve(scenario: ScenarioComparison, metric: ComparedMetric, paint: Paint): string[] {
  const { factor, symbol } = displayOf(metric.metric);
  const unit = symbol === '' ? '' : `, ${symbol}`;
  const title = `${comparedTitle(metric)}${unit}, by run at ${counted(scenario.load ?? 0, 'media connection')}`;
  return curve(
    scenario,
    title,
    metric.values.map((value) => value && value * factor),
    paint,
  );
}

/** Empty unless two runs have a value. */
function curve(
  { runs }: ScenarioComparison,
  title: string,
  values: readonly (number | undefined)[],
  paint: Paint,
): string[] {
  const last = Math.max(1, runs.length - 1);
  const points = values.flatMap((y, i) =>
    y === undefined ? [] : [{ x: i / last, y, verdict: runs[i]!.verdict, text: String(runs[i]!.run) }],
  );
  if (points.length < 2) return [];
  return ['', title, ...drawPlot({ line: points, marks: points, labels: points }, paint, width)];
}
