import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

export const dashboardFile = fileURLToPath(new URL('../../deploy/grafana/openvidu-load.json', import.meta.url));

interface Target {
  readonly expr: string;
  readonly legendFormat?: string;
}

interface DashboardFile {
  readonly annotations: {
    readonly list: readonly { name: string; expr: string; titleFormat: string; textFormat: string }[];
  };
  readonly panels: readonly { readonly title: string; readonly targets?: readonly Target[] }[];
}

export const readDashboard = (): DashboardFile => JSON.parse(readFileSync(dashboardFile, 'utf8')) as DashboardFile;

/** A query with Grafana's variables filled in. */
export interface DashboardQuery {
  /** The panel, or the annotation. */
  readonly where: string;
  readonly query: string;
  /** What its answers must have: labels by which it groups, or that its legend shows. */
  readonly labels: readonly string[];
}

/** Every query of the dashboard, for one scenario and a range of time. */
export function dashboardQueries({ scenario, range }: { scenario: string; range: string }): DashboardQuery[] {
  const { annotations, panels } = readDashboard();
  const of = (where: string, expr: string, shown: string): DashboardQuery => ({
    where,
    // Grafana escapes for a regular expression within a string.
    query: expr.replaceAll('$scenario', scenario.replace(/[\\"]/g, '\\$&')).replaceAll('$__range', range),
    labels: [...new Set([...groupedBy(expr), ...[...shown.matchAll(/\{\{(\w+)\}\}/g)].map(([, label]) => label!)])],
  });
  return [
    ...panels.flatMap(({ title, targets = [] }) =>
      targets.map(({ expr, legendFormat = '' }) => of(title, expr, legendFormat)),
    ),
    ...annotations.list.map(({ name, expr, titleFormat, textFormat }) => of(name, expr, titleFormat + textFormat)),
  ];
}

/** Labels of the outermost grouping. */
const groupedBy = (expr: string): string[] => /^\w+ by \(([^)]*)\)/.exec(expr)?.[1]?.split(', ') ?? [];
