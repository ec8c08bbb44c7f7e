import { loadOf } from '../../../src/charts/chart-step.js';
import { metricChart } from '../../../src/charts/metric-chart.js';
import { timeChart } from '../../../src/charts/time-chart.js';
import type { ParticipantKind } from '../../../src/model/metrics.js';
import type { PageScenario, PageStep } from '../page-data.js';
import { element } from './dom.js';
import { type Drawing, LiveChart } from './live-chart.js';
import { metricReadings, timeReadings } from './readings.js';
import { onThemeChange } from './theme.js';

/** Participants whose values are drawn. */
export type Shown = ParticipantKind | 'all';

/** Charts are made alive when they come this near to the screen. */
const nearness = '600px';

/** One drawing of the page that a live chart takes the place of on screens; on paper the drawing stays. */
export class FigureView {
  #live: LiveChart | undefined;
  #shown: Shown = 'all';
  readonly #host = element('div', { class: 'live' });
  readonly #caption: string;

  constructor(
    private readonly figure: HTMLElement,
    private readonly scenario: PageScenario,
    private readonly chosen: (step: PageStep) => void,
  ) {
    this.#caption = this.figure.dataset.label ?? '';
    new IntersectionObserver(
      (entries, observer) => {
        if (!entries.some(({ isIntersecting }) => isIntersecting)) return;
        observer.disconnect();
        this.#start();
      },
      { rootMargin: nearness },
    ).observe(figure);
    onThemeChange(() => this.#draw());
  }

  /** Draws the values of these participants. */
  show(shown: Shown): void {
    this.#shown = shown;
    if (shown === 'all' || this.#live) this.#draw();
    else this.#start();
  }

  #start(): void {
    if (this.#live) return;
    const drawn = [...this.figure.querySelectorAll('svg')].find((svg) => svg.getBoundingClientRect().height > 0);
    this.#host.style.height = `${Math.round(drawn?.getBoundingClientRect().height ?? 220)}px`;
    this.figure.append(this.#host);
    this.figure.classList.add('is-live');
    this.#live = new LiveChart(this.#host, {
      label: this.#caption,
      zoom: false,
      chosen: ({ x }) => {
        const step = this.figure.dataset.chart === 'metric' && this.scenario.steps.findLast((of) => loadOf(of) === x);
        if (step) this.chosen(step);
      },
    });
    this.#draw();
    const enlarge = element('button', { type: 'button', class: 'enlarge' }, 'Enlarge');
    enlarge.setAttribute('aria-label', `Enlarge ${this.#caption}`);
    enlarge.addEventListener('click', () => this.#enlarge());
    this.figure.querySelector('figcaption')?.append(enlarge);
  }

  #draw(): void {
    const drawing = this.#drawing();
    this.figure.classList.toggle('is-empty', drawing === null);
    if (drawing) this.#live?.draw(drawing);
  }

  #drawing(): Drawing | null {
    const { steps, thresholds, comparisons } = this.scenario;
    if (this.figure.dataset.chart === 'time') {
      const chart = timeChart(steps);
      return chart && { option: chart.option, readings: timeReadings(chart, steps) };
    }
    const metric = this.figure.dataset.metric ?? '';
    const wanted = this.#wanted(metric);
    if (wanted === null) return null;
    const drawn = thresholds.map((threshold) => this.#asDrawn(threshold, metric, wanted));
    const chart = metricChart(steps, wanted, drawn, comparisons);
    return chart && { option: chart.option, readings: metricReadings(chart, steps) };
  }

  /** The metric as it is chosen; null if participants of this kind did not measure it. */
  #wanted(metric: string): string | null {
    const [name = '', own] = metric.split('@');
    if (this.#shown === 'all' || !this.scenario.steps.some(({ metrics }) => metrics[name])) return metric;
    if (own !== undefined) return own === this.#shown ? metric : null;
    if (this.scenario.steps.some(({ metrics }) => metrics[`${name}@${this.#shown}`])) return `${name}@${this.#shown}`;
    return this.scenario.steps.some(({ only }) => only[name] === this.#shown) ? metric : null;
  }

  /** A threshold over all participants is drawn on the values of some as well. */
  #asDrawn<T extends PageScenario['thresholds'][number]>(threshold: T, metric: string, wanted: string): T {
    const applies = threshold.metric === metric && wanted !== metric && threshold.participantKind === undefined;
    return applies && this.#shown !== 'all' ? { ...threshold, participantKind: this.#shown } : threshold;
  }

  #enlarge(): void {
    const drawing = this.#drawing();
    if (!drawing) return;
    const host = element('div', { class: 'enlarged' });
    const close = element('button', { type: 'button' }, 'Close');
    const dialog = element(
      'dialog',
      { 'aria-label': this.#caption },
      element('header', {}, element('strong', {}, this.#caption), close),
      host,
    );
    document.body.append(dialog);
    close.addEventListener('click', () => dialog.close());
    dialog.showModal();
    const live = new LiveChart(host, { label: this.#caption, zoom: true });
    const panels = Array.isArray(drawing.option.grid);
    const grid = panels ? drawing.option.grid : { ...(drawing.option.grid as object), bottom: 60 };
    live.draw({ ...drawing, option: { ...drawing.option, grid } as Drawing['option'] });
    dialog.addEventListener('close', () => {
      live.dispose();
      dialog.remove();
    });
  }
}
