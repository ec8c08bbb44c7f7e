import type { EChartsOption } from 'echarts';
import { LineChart } from 'echarts/charts';
import {
  DataZoomInsideComponent,
  DataZoomSliderComponent,
  GridComponent,
  MarkAreaComponent,
  MarkLineComponent,
  TooltipComponent,
} from 'echarts/components';
import { type ECharts, init, use } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';
import { element } from './dom.js';
import type { Reading } from './readings.js';
import { inPageColours } from './theme.js';

use([
  LineChart,
  GridComponent,
  MarkAreaComponent,
  MarkLineComponent,
  TooltipComponent,
  DataZoomInsideComponent,
  DataZoomSliderComponent,
  SVGRenderer,
]);

/** What a live chart shows now. */
export interface Drawing {
  readonly option: EChartsOption;
  readonly readings: readonly Reading[];
}

export interface LiveChartOptions {
  /** Whether a slider to zoom stands under the chart. */
  readonly zoom: boolean;
  readonly label: string;
  /** Is told where the chart was clicked, on the x axis. */
  readonly chosen?: (reading: Reading) => void;
}

/** A chart that answers to pointer and keyboard, inside `host`, which has its size. */
export class LiveChart {
  readonly #chart: ECharts;
  readonly #told = element('p', { class: 'unseen', 'aria-live': 'polite' });
  #readings: readonly Reading[] = [];
  #at = -1;

  constructor(
    readonly host: HTMLElement,
    private readonly options: LiveChartOptions,
  ) {
    const canvas = element('div', { class: 'canvas' });
    host.replaceChildren(canvas, this.#told);
    host.tabIndex = 0;
    host.setAttribute('role', 'group');
    host.setAttribute('aria-label', `${options.label}. Arrow keys read it.`);
    this.#chart = init(canvas, null, { renderer: 'svg' });
    host.addEventListener('keydown', (event) => this.#key(event));
    host.addEventListener('blur', () => this.#chart.dispatchAction({ type: 'hideTip' }));
    this.#chart.getZr().on('click', ({ offsetX }: { offsetX: number }) => {
      const [x] = this.#chart.convertFromPixel({ gridIndex: 0 }, [offsetX, 0]) as [number];
      const reading = this.#nearest(x);
      if (reading) options.chosen?.(reading);
    });
    new ResizeObserver(() => this.#chart.resize()).observe(host);
  }

  draw({ option, readings }: Drawing): void {
    this.#readings = readings;
    this.#at = -1;
    const panels = Array.isArray(option.grid) ? option.grid.length : 1;
    const xAxisIndex = Array.from({ length: panels }, (_, i) => i);
    this.#chart.setOption(
      inPageColours({
        ...option,
        tooltip: {
          trigger: 'axis',
          confine: true,
          transitionDuration: 0,
          className: 'tip',
          backgroundColor: '',
          borderWidth: 0,
          padding: 0,
          extraCssText: 'box-shadow: none',
          axisPointer: { type: 'line', animation: false },
          formatter: (at: unknown) => this.#tip(at),
        },
        ...(this.options.zoom && {
          dataZoom: [
            {
              type: 'slider',
              xAxisIndex,
              height: 18,
              bottom: 6,
              filterMode: 'none',
              showDetail: false,
              brushSelect: false,
            },
            { type: 'inside', xAxisIndex, filterMode: 'none', zoomOnMouseWheel: 'ctrl', moveOnMouseMove: true },
          ],
        }),
      } as EChartsOption),
      { notMerge: true },
    );
  }

  dispose(): void {
    this.#chart.dispose();
  }

  #nearest(x: number): Reading | undefined {
    return this.#readings.reduce<Reading | undefined>(
      (best, reading) => (best && Math.abs(best.x - x) <= Math.abs(reading.x - x) ? best : reading),
      undefined,
    );
  }

  #tip(at: unknown): HTMLElement | string {
    const [first] = (Array.isArray(at) ? at : [at]) as { axisValue?: number }[];
    const nearest = this.#nearest(Number(first?.axisValue));
    if (!nearest) return '';
    const same = this.#readings.filter(({ x }) => x === nearest.x);
    return element('div', {}, ...same.map(tipOf));
  }

  #key(event: KeyboardEvent): void {
    const move = { ArrowRight: 1, ArrowLeft: -1, Home: -this.#readings.length, End: this.#readings.length }[event.key];
    if (move === undefined || event.target !== this.host || this.#readings.length === 0) return;
    event.preventDefault();
    this.#at = Math.min(this.#readings.length - 1, Math.max(0, this.#at + move));
    const reading = this.#readings[this.#at]!;
    const [x] = this.#chart.convertToPixel({ gridIndex: 0 }, [reading.x, 0]) as [number];
    this.#chart.dispatchAction({ type: 'showTip', x, y: this.#chart.getHeight() / 3 });
    this.#told.textContent = `${reading.heading}. ${reading.lines.map((line) => line.join(' ')).join(', ')}`;
  }
}

const tipOf = ({ heading, lines }: Reading): HTMLElement =>
  element(
    'div',
    { class: 'reading' },
    element('strong', {}, heading),
    element('dl', {}, ...lines.flatMap(([name, value]) => [element('dt', {}, name), element('dd', {}, value)])),
  );
