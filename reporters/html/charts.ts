import { loadName } from '../../src/charts/chart-step.js';
import { type MetricChart, metricChart } from '../../src/charts/metric-chart.js';
import { valuesOf } from '../../src/charts/points.js';
import { renderSvg } from '../../src/charts/svg.js';
import type { ScenarioModel } from '../collect/run-model.js';
import { chartedMetrics, isSingle, mainMetrics, metricTitle } from '../format/metric-words.js';
import { chartLegend } from './chart-legend.js';
import { type Html, html, trusted } from './html.js';

const wide = { width: 1000, height: 290 };
const small = { width: 340, height: 210 };
/** The load curves of a scenario: the first metric wide, the others small, then the server's own figures. */
export function chartSection(scenario: ScenarioModel, id: string): Html | null {
  const thresholds = scenario.resolved?.thresholds ?? [];
  const charts = chartedMetrics(scenario)
    .map((metric) => metricChart(scenario.steps, metric, thresholds, scenario.comparison?.metrics))
    .filter((chart) => chart !== null);
  if (charts.length === 0) return null;
  const [first, ...others] = charts;
  const load = loadName(scenario.steps);
  const unmeasured = [...mainMetrics, 'platform.cpu'].filter((metric) => !measured(scenario, metric));
  return html`<section><h3>Load curve</h3>
${chartLegend(scenario.steps, (scenario.comparison?.metrics.length ?? 0) > 0)}
${first ? heroFigure(first, id, load) : null}
<div class="charts">${others.map((chart) => figure(chart, html`${draw(chart, small, id, load)}`, load))}</div>
${unmeasured.length === 0 ? null : html`<p class="muted">Not measured: ${unmeasured.map(metricTitle).join(', ')}.</p>`}
</section>`;
}

const measured = (scenario: ScenarioModel, metric: string): boolean =>
  scenario.steps.some((step) => (valuesOf(step, metric)?.count ?? 0) > 0);

/** Drawn twice, for wide screens and for phones, because text inside a drawing shrinks with it. */
function heroFigure(chart: MetricChart, id: string, load: string): Html {
  return figure(
    chart,
    html`<div class="on-wide">${draw(chart, wide, `${id}-wide`, load)}</div><div class="on-narrow">${draw(chart, small, id, load)}</div>`,
    load,
  );
}

function figure(chart: MetricChart, drawing: Html, load: string): Html {
  const judged = chart.judged === 'p50' ? 'median' : chart.judged;
  const note = isSingle(chart.metric) ? '' : `, ${judged}`;
  return html`<figure data-chart="metric" data-metric="${chart.metric}" data-label="${metricTitle(chart.metric)}${note}, against ${load}"><figcaption><span>${metricTitle(chart.metric)}<span class="muted">${note}</span></span></figcaption><div class="drawn">${drawing}</div><p class="empty">Participants of this kind did not measure it.</p></figure>
`;
}

function draw(chart: MetricChart, size: { width: number; height: number }, id: string, load: string): Html {
  const name = chart.metric.replace(/[^A-Za-z0-9]+/g, '-');
  const label = `${metricTitle(chart.metric)}, ${chart.judged}, against ${load}; the table of steps holds the values`;
  return trusted(renderSvg(chart.option, { ...size, id: `${id}-${name}`, label }));
}
