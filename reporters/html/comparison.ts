import type { Comparison } from '../../src/model/comparison.js';
import { formatMetric, formatNumber } from '../../src/model/format.js';
import type { ScenarioModel } from '../collect/run-model.js';
import { longestSentence, plainText } from '../format/plain-text.js';
import { counted } from '../format/words.js';
import { metricCell } from './breaches.js';
import { type Html, html } from './html.js';
import { scrollable } from './scrollable.js';

type Finding = Comparison['metrics'][number] | NonNullable<Comparison['capacity']>;

const outcomes = { worse: '✗ worse', better: '✓ better', same: '= same', unclear: '? unclear' } as const;

/** What got better or worse against the scenario's baseline, and how sure that is; null if it has none. */
export function comparisonSection({ comparison }: ScenarioModel): Html | null {
  if (!comparison) return null;
  const { status, alarms, notes, metrics, capacity, baselineRuns, currentRuns } = comparison;
  const rows = [
    ...metrics.map((found) =>
      findingRow(metricCell(found.metric), found.aggregate, found, (value) => formatMetric(found.metric, value)),
    ),
    ...(capacity
      ? [
          findingRow(html`<th scope="row">Capacity</th>`, capacity.unit, capacity, (value) =>
            formatNumber(value, whole),
          ),
        ]
      : []),
  ];
  const sentences = [...alarms, ...notes].map((text) => html`<li>${plainText(text, longestSentence)}</li>`);
  const runs = `${counted(currentRuns, 'run')} against ${counted(baselineRuns, 'run')} of the baseline`;
  const standing = {
    compared: runs,
    advisory: `${runs}: too few to fail anything`,
    refused: 'not compared',
    none: 'no baseline yet',
  }[status];
  return html`<section><h3>Against the baseline: ${standing}</h3>
${sentences.length === 0 ? null : html`<ul class="reasons">${sentences}</ul>`}
${
  rows.length === 0
    ? null
    : scrollable(
        'Against the baseline',
        html`<table class="against"><thead><tr><th scope="col">Metric</th><th scope="col">Of</th><th scope="col" class="number">Baseline</th><th scope="col" class="number">Now</th><th scope="col" class="number">Change</th><th scope="col" class="number">95 % interval</th><th scope="col">Outcome</th></tr></thead>
<tbody>${rows}</tbody></table>`,
      )
}</section>`;
}

const whole = { factor: 1, symbol: '', decimals: 1 };

function findingRow(head: Html, of: string, found: Finding, show: (value: number) => string): Html {
  const relative = !('scale' in found) || found.scale === 'log';
  const change = (value: number) => signed(value, relative ? (size) => `${(size * 100).toFixed(0)} %` : show);
  const interval = found.interval ? `${change(found.interval[0])} to ${change(found.interval[1])}` : '–';
  return html`<tr>${head}<td>${of}</td><td class="number">${show(found.baseline)}</td><td class="number">${show(found.current)}</td><td class="number${found.outcome === 'worse' ? ' found' : ''}">${change(found.change)}</td><td class="number">${interval}</td><td class="outcome ${found.outcome}">${outcomes[found.outcome]}</td></tr>
`;
}

const signed = (value: number, show: (size: number) => string): string =>
  `${value < 0 ? '−' : '+'}${show(Math.abs(value)).replace(' ', '\u00a0')}`;
