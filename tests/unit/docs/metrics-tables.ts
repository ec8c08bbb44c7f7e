import { type MetricDefinition, metricNames, metrics } from '../../../src/model/metrics.js';

type Scope = MetricDefinition['scope'];

/** Headings of the page, with the scopes of the catalogue that stand under each. */
const sections: readonly { readonly heading: string; readonly scopes: readonly Scope[] }[] = [
  { heading: 'Participants and steps', scopes: ['participant', 'step'] },
  { heading: 'Video received', scopes: ['inbound-video'] },
  { heading: 'Audio received', scopes: ['inbound-audio'] },
  { heading: 'Media sent', scopes: ['outbound'] },
  { heading: 'Generators', scopes: ['generator'] },
  { heading: 'Platform', scopes: ['platform'] },
];

/** The catalogue as Markdown, one table per section. */
export function metricsTables(): string {
  return sections.map(({ heading, scopes }) => `## ${heading}\n\n${table(scopes)}`).join('\n\n');
}

function table(scopes: readonly Scope[]): string {
  const rows = metricNames.flatMap((name) => (scopes.includes(metrics[name].scope) ? [row(name, metrics[name])] : []));
  return ['| Metric | Unit | Better | Value | Measured by | Meaning |', '|---|---|---|---|---|---|', ...rows].join(
    '\n',
  );
}

function row(name: string, metric: MetricDefinition): string {
  const { unit, better, definition } = metric;
  const cells = [
    `\`${name}\``,
    unit,
    better === 'none' ? '–' : better,
    valueTakenOver(metric),
    measuredBy(metric),
    definition,
  ];
  return `| ${cells.join(' | ')} |`;
}

/** What one value stands for, and how the seconds of a hold become it. */
function valueTakenOver({ scope, perStream }: MetricDefinition): string {
  const per = { participant: 'participant', step: 'step', generator: 'generator', platform: 'step' } as const;
  const of = `one per ${scope in per ? per[scope as keyof typeof per] : 'stream'}`;
  if (perStream === 'direct') return of;
  return perStream === 'over-hold' ? `${of}, over the hold` : `${of}, ${perStream} of its seconds`;
}

function measuredBy({ kinds, scope }: MetricDefinition): string {
  if (scope === 'platform') return 'the deployment';
  return kinds.length === 0 ? 'generator' : kinds.join(', ');
}
