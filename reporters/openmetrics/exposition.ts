import { plainText } from '../format/plain-text.js';

export type Labels = Readonly<Record<string, string | number>>;

/** A family of gauges. */
export interface Family {
  /** With its unit at its end. */
  readonly name: string;
  /** As the name ends; absent for numbers without one. */
  readonly unit?: string;
  readonly help: string;
  readonly samples: readonly { readonly labels: Labels; readonly value: number }[];
}

/**
 * Families as OpenMetrics 1.0 text. All are gauges without timestamps, which the older Prometheus text format reads the same, so that the
 * file also suits the node exporter's folder and a Pushgateway.
 */
export function exposition(families: readonly Family[]): string {
  const lines = families
    .filter(({ samples }) => samples.length > 0)
    .flatMap(({ name, unit, help, samples }) => [
      `# TYPE ${name} gauge`,
      ...(unit === undefined ? [] : [`# UNIT ${name} ${unit}`]),
      `# HELP ${name} ${escapeText(help)}`,
      ...samples.map(({ labels, value }) => `${name}{${labelText(labels)}} ${value}`),
    ]);
  return `${[...lines, '# EOF'].join('\n')}\n`;
}

const labelText = (labels: Labels): string =>
  Object.entries(labels)
    .map(([name, value]) => `${name}="${escapeText(plainText(String(value)))}"`)
    .join(',');

const escapeText = (text: string): string =>
  text
    .replaceAll('\\', '\\\\')
    .replaceAll('"', '\\"')
    .replace(/\p{Cs}/gu, '\ufffd');
