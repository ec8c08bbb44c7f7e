import type { PageData } from '../page-data.js';
import { FigureView, type Shown } from './figures.js';
import { filters } from './filters.js';
import { MatrixView } from './matrix-view.js';
import { MetricRows } from './metric-rows.js';

/** Makes the page answer to pointer and keyboard. Whatever it needs is in the page; without it the page stays as it was written. */
function start(): void {
  const text = document.getElementById('report-data')?.textContent;
  if (!text) return;
  const { scenarios } = JSON.parse(text) as PageData;
  const views: { show(shown: Shown): void }[] = [];
  const articles: HTMLElement[] = [];
  for (const scenario of scenarios) {
    const article = document.getElementById(scenario.id);
    if (!article) continue;
    articles.push(article);
    const root = article.querySelector<HTMLElement>('.heat-map');
    const matrix =
      root && scenario.steps.some(({ matrix }) => matrix !== undefined) ? new MatrixView(root, scenario) : undefined;
    if (matrix) views.push(matrix);
    for (const table of article.querySelectorAll<HTMLElement>('table.metrics')) views.push(new MetricRows(table));
    for (const figure of article.querySelectorAll<HTMLElement>('figure[data-chart]'))
      views.push(
        new FigureView(figure, scenario, (step) => {
          matrix?.choose(step);
        }),
      );
  }
  const both = scenarios.some(({ steps }) =>
    steps.some(({ metrics }) => Object.keys(metrics).some((name) => name.includes('@'))),
  );
  const row = filters(articles, both, (shown) => {
    for (const view of views) view.show(shown);
  });
  if (row) document.querySelector('main')?.before(row);
  document.documentElement.classList.add('scripted');
}

start();
