import type { EChartsOption } from 'echarts';
import { historyChart } from '../../src/charts/history-chart.js';
import { overlayChart } from '../../src/charts/overlay-chart.js';
import { displayOf, formatCount } from '../../src/model/format.js';
import { comparedTitle, heldLoad } from './cells.js';
import type { ScenarioComparison } from './compare-runs.js';

/** A drawing with its caption. */
export interface Picture {
  readonly caption: string;
  readonly option: EChartsOption;
}

const connections = { factor: 1, symbol: '', decimals: 0 };

/** Curves over the runs, then the runs' load curves over each other. */
export function picturesOf({ runs, metrics, load }: ScenarioComparison): Picture[] {
  const history = (values: readonly (number | undefined)[], display = connections) =>
    historyChart(
      runs.map(({ run, verdict }, i) => ({ run, verdict, value: values[i] })),
      display,
    );
  const drawn: readonly { readonly caption: string; readonly option: EChartsOption | null }[] = [
    { caption: 'Media connections held, by run', option: history(runs.map(heldLoad)) },
    ...metrics.map((metric) => ({
      caption: `${comparedTitle(metric)}, by run at ${formatCount(load ?? 0)} media connections`,
      option: history(metric.values, displayOf(metric.metric)),
    })),
    ...metrics.map((metric) => ({
      caption: `${comparedTitle(metric)}, load curves; the last run in full, the first dashed`,
      option: overlayChart(
        runs.map(({ model }) => model.steps),
        metric.metric,
        metric.aggregate,
      ),
    })),
  ];
  return drawn.flatMap(({ caption, option }) => (option === null ? [] : [{ caption, option }]));
}
