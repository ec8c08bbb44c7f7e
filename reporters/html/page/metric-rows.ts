import type { Shown } from './figures.js';

/** The rows of a table of all metrics: those of the participants that are chosen. */
export class MetricRows {
  constructor(private readonly table: HTMLElement) {}

  show(shown: Shown): void {
    for (const row of this.table.querySelectorAll<HTMLElement>('tr[data-kind]'))
      row.hidden = shown !== 'all' && row.dataset.kind !== shown;
  }
}
