import { loadName, loadOf } from '../../../src/charts/chart-step.js';
import type { MetricChart } from '../../../src/charts/metric-chart.js';
import { valuesOf } from '../../../src/charts/points.js';
import { minutesOf, type TimeChart } from '../../../src/charts/time-chart.js';
import { formatMetric, formatNumber } from '../../../src/model/format.js';
import type { PageStep } from '../page-data.js';

/** What a chart tells at one place of its x axis, when it is pointed at or read by keyboard. */
export interface Reading {
  readonly x: number;
  readonly heading: string;
  readonly lines: readonly (readonly [name: string, value: string])[];
}

/** One reading per judged step that measured the metric, in the order of load. */
export function metricReadings({ metric, judged }: MetricChart, steps: readonly PageStep[]): Reading[] {
  return steps
    .flatMap((step): (Reading & { order: number })[] => {
      const values = valuesOf(step, metric);
      if (!values || values.count === 0) return [];
      const heading = `Step ${step.name}, ${Number(loadOf(step).toPrecision(6))} ${loadName(steps)}: ${step.verdict}`;
      const aggregates =
        values.count === 1 && values.min === values.max ? [] : (['min', 'p5', 'p50', 'p95', 'max'] as const);
      const judgedLine = [[judged === 'p50' ? 'median' : judged, formatMetric(metric, values[judged])] as const];
      const others = aggregates
        .filter((aggregate) => aggregate !== judged)
        .map(
          (aggregate) => [aggregate === 'p50' ? 'median' : aggregate, formatMetric(metric, values[aggregate])] as const,
        );
      const lines =
        aggregates.length === 0 ? [['value', formatMetric(metric, values.p50)] as const] : [...judgedLine, ...others];
      return [{ x: loadOf(step), heading, lines, order: step.holdStartedAt }];
    })
    .sort((a, b) => a.x - b.x || a.order - b.order);
}

const whole = { factor: 1, symbol: '', decimals: 0 };

/** One reading per span of time. */
export function timeReadings({ spans, startsAt }: TimeChart, steps: readonly PageStep[]): Reading[] {
  return spans.map((span) => {
    const at = span.second * 1000;
    const step = steps.find(
      ({ holdStartedAt, holdSeconds }) => at >= holdStartedAt - 1000 && at < holdStartedAt + holdSeconds * 1000,
    );
    const joining = steps
      .toSorted((a, b) => a.holdStartedAt - b.holdStartedAt)
      .find(({ holdStartedAt }) => holdStartedAt > at);
    const phase = step
      ? `step ${step.name}, ${step.verdict}`
      : joining
        ? `ramp of step ${joining.name}`
        : 'after the last hold';
    const lines: [string, string][] = [];
    if (span.videoSeconds > 0)
      lines.push(['mean', formatMetric('video.framesPerSecond', span.frames / span.videoSeconds)]);
    if (span.slowest !== null) lines.push(['slowest stream', formatMetric('video.framesPerSecond', span.slowest)]);
    if (span.packets + span.lost > 0)
      lines.push(['packets lost', formatMetric('video.residualLoss', span.lost / (span.packets + span.lost))]);
    lines.push(['participants', formatNumber(span.participants, whole)]);
    return { x: minutesOf(at - startsAt), heading: `${clock(at - startsAt)}, ${phase}`, lines };
  });
}

function clock(ms: number): string {
  const seconds = Math.round(ms / 1000);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}
