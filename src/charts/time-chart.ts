import type { EChartsOption, LineSeriesOption, XAXisComponentOption, YAXisComponentOption } from 'echarts';
import { spansOf, type TimeSpan } from '../analysis/timelines.js';
import type { Timeline } from '../model/timeline.js';
import type { EpochMs } from '../model/units.js';
import type { Verdict } from '../model/verdict.js';
import { frame, niceCeiling } from './axes.js';
import type { ChartStep } from './chart-step.js';
import { palette } from './palette.js';

/** A step as the chart over time draws it. */
export interface TimedStep extends ChartStep {
  readonly holdStartedAt: EpochMs;
  readonly holdSeconds: number;
  readonly timeline?: Timeline;
}

export interface TimeChart {
  readonly option: EChartsOption;
  /** Instant at the left edge; the axis counts minutes from it. */
  readonly startsAt: EpochMs;
  readonly spans: readonly TimeSpan[];
}

type MarkArea = NonNullable<LineSeriesOption['markArea']>;
type MarkLine = NonNullable<LineSeriesOption['markLine']>;

const areaColour: Readonly<Record<Verdict, string>> = {
  passed: palette.passed,
  failed: palette.failed,
  inconclusive: palette.inconclusive,
};
const text = { color: palette.muted, fontSize: 12, fontFamily: 'inherit' } as const;
/** Panels from top to bottom, in shares of the height. */
const panels = [
  { top: '11%', height: '27%' },
  { top: '47%', height: '16%' },
  { top: '72%', height: '16%' },
] as const;
/** More steps than this bear no number each. */
const mostNumbers = 14;

/**
 * A scenario as it went: frame rate, loss and participants second by second, with the judged holds, impairments and the begin of every
 * named fault. Null if no step has a timeline.
 */
export function timeChart(steps: readonly TimedStep[]): TimeChart | null {
  const spans = joinedSpans(steps);
  const [first, last] = [spans[0], spans.at(-1)];
  if (!first || !last) return null;
  const startsAt = first.second * 1000;
  const since = (at: EpochMs) => minutesOf(at - startsAt);
  const at = (span: TimeSpan) => since(span.second * 1000);
  const line = (values: (span: TimeSpan) => number | null): [number, number | null][] =>
    spans.map((span) => [at(span), values(span)]);
  const fps = line((span) => (span.videoSeconds > 0 ? round(span.frames / span.videoSeconds) : null));
  const slowest = line(({ slowest }) => slowest);
  const lost = line(({ lost, packets }) => (lost + packets > 0 ? round((100 * lost) / (lost + packets)) : null));
  const people = line(({ participants }) => participants);
  const highest = (data: readonly [number, number | null][], least: number) =>
    niceCeiling(Math.max(least, ...data.map(([, value]) => value ?? 0)));
  return {
    startsAt,
    spans,
    option: {
      ...frame,
      grid: panels.map((panel) => ({ left: 44, right: 14, ...panel })),
      axisPointer: { link: [{ xAxisIndex: 'all' }], lineStyle: { color: palette.muted } },
      xAxis: panels.map((_, i) => timeAxis(i, since(last.second * 1000))),
      yAxis: [
        valueAxis(0, 'frames per second', highest(fps, 30), 3),
        valueAxis(1, 'packets lost after repair, %', highest(lost, 1), 2),
        valueAxis(2, 'participants', highest(people, 1), 2),
      ],
      series: [
        {
          ...lineAt(0, 'mean of all streams', fps, { width: 2 }),
          markArea: holdAreas(steps, since),
          markLine: faultLines(steps, since),
        },
        lineAt(0, 'slowest stream', slowest, { width: 1, type: 'dashed' }),
        { ...lineAt(1, 'packets lost', lost, { width: 1.75 }), markArea: impairmentAreas(steps, since) },
        {
          ...lineAt(2, 'participants', people, { width: 1.75 }),
          step: 'end',
          areaStyle: { color: palette.band, opacity: 0.35 },
        },
      ],
    },
  };
}

/** The timelines of all steps behind each other, with a hole where nobody watched. */
function joinedSpans(steps: readonly TimedStep[]): TimeSpan[] {
  const inOrder = steps.toSorted((a, b) => a.holdStartedAt - b.holdStartedAt);
  return inOrder.flatMap(({ timeline }) => (timeline ? spansOf(timeline) : []));
}

function lineAt(
  panel: number,
  name: string,
  data: [number, number | null][],
  lineStyle: { readonly width: number; readonly type?: 'dashed' },
): LineSeriesOption {
  return {
    type: 'line',
    name,
    xAxisIndex: panel,
    yAxisIndex: panel,
    symbol: 'none',
    data,
    lineStyle: { color: palette.line, ...lineStyle },
    emphasis: { disabled: true },
  };
}

/** The judged holds, numbered, in the colour of their verdict. */
function holdAreas(steps: readonly TimedStep[], since: (at: EpochMs) => number): MarkArea {
  return {
    silent: true,
    label: { show: true, position: 'top', ...text },
    data: steps.map((step) => [
      {
        name: steps.length > mostNumbers ? '' : `${step.index}${step.attempt > 1 ? ' again' : ''}`,
        xAxis: since(step.holdStartedAt),
        itemStyle: { color: areaColour[step.verdict], opacity: step.verdict === 'passed' ? 0.08 : 0.16 },
      },
      { xAxis: since(step.holdStartedAt + step.holdSeconds * 1000) },
    ]),
  };
}

function impairmentAreas(steps: readonly TimedStep[], since: (at: EpochMs) => number): MarkArea {
  return {
    silent: true,
    label: { show: true, position: 'insideTop', color: palette.threshold, fontSize: 12, fontFamily: 'inherit' },
    itemStyle: { color: palette.threshold, opacity: 0.14 },
    data: steps.flatMap(({ holdStartedAt, impairments = [] }) =>
      impairments.map(({ name, fromSeconds, toSeconds }) => [
        { name: shorten(name), xAxis: since(holdStartedAt + fromSeconds * 1000) },
        { xAxis: since(holdStartedAt + toSeconds * 1000) },
      ]),
    ) as MarkArea['data'] & object,
  };
}

/** Where the named faults began: one stroke per instant. */
function faultLines(steps: readonly TimedStep[], since: (at: EpochMs) => number): MarkLine {
  const instants = steps.flatMap(({ missing, bad }) => [...missing, ...bad].map((fault) => since(fault.since)));
  const seconds = [...new Set(instants.map((instant) => minutesOf(Math.round(instant * 60) * 1000)))].filter(
    (at) => at >= 0,
  );
  return {
    silent: true,
    symbol: ['none', 'triangle'],
    symbolSize: 7,
    label: { show: false },
    lineStyle: { color: palette.failed, type: 'dotted', width: 1.25 },
    data: seconds.map((xAxis) => ({ xAxis })),
  };
}

function timeAxis(panel: number, max: number): XAXisComponentOption {
  const lowest = panel === panels.length - 1;
  return {
    type: 'value',
    gridIndex: panel,
    min: 0,
    max,
    axisLabel: {
      ...text,
      show: lowest,
      hideOverlap: true,
      showMaxLabel: false,
    },
    axisTick: { show: lowest },
    axisLine: { show: true, onZero: false, lineStyle: { color: palette.muted, width: 1 } },
    splitLine: { show: false },
    ...(lowest && { name: 'minutes since the first join', nameLocation: 'middle', nameGap: 28, nameTextStyle: text }),
  };
}

function valueAxis(panel: number, name: string, max: number, splitNumber: number): YAXisComponentOption {
  return {
    type: 'value',
    gridIndex: panel,
    min: 0,
    max,
    splitNumber,
    name,
    nameGap: panel === 0 ? 22 : 12,
    nameTextStyle: { ...text, align: 'left', padding: [0, 0, 0, -36] },
    axisLabel: text,
    axisLine: { show: false },
    axisTick: { show: false },
    splitLine: { show: true, lineStyle: { color: palette.grid, width: 1 } },
  };
}

/** Minutes, to the hundredth of a second. */
export const minutesOf = (ms: number): number => Math.round(ms / 10) / 6000;

const shorten = (name: string): string => (name.length > 18 ? `${name.slice(0, 17)}…` : name);
const round = (value: number): number => Math.round(value * 100) / 100;
