import type { MetricName, ParticipantKind } from '../model/metrics.js';

/** Values per metric and kind of participant, filled one stream after the other; float32, as they travel. */
export class ValueTable {
  readonly values: Partial<Record<MetricName, Partial<Record<ParticipantKind, number[]>>>> = {};

  add(kind: ParticipantKind, metric: MetricName, value: number): void {
    const byKind = this.values[metric] ?? {};
    this.values[metric] = byKind;
    const list = byKind[kind] ?? [];
    byKind[kind] = list;
    list.push(Math.fround(value));
  }

  addAll(kind: ParticipantKind, values: Readonly<Partial<Record<MetricName, number>>>): void {
    for (const [metric, value] of Object.entries(values)) this.add(kind, metric as MetricName, value);
  }
}
