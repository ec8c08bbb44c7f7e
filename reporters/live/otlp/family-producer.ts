import type { CollectionResult, MetricData, MetricProducer } from '@opentelemetry/sdk-metrics';
import type { Family } from '../../openmetrics/exposition.js';

type Sdk = Pick<typeof import('@opentelemetry/sdk-metrics'), 'AggregationTemporality' | 'DataPointType'>;
type Resource = CollectionResult['resourceMetrics']['resource'];
/** Of `@opentelemetry/api`, which writes a whole number and a fraction differently. */
const double = 1;

/**
 * Gives families of gauges to a reader of the SDK as they are at that moment. Instruments of the SDK would go on telling the labels of
 * what has ended.
 */
export const familyProducer = (
  { AggregationTemporality, DataPointType }: Sdk,
  resource: Resource,
  scope: { readonly name: string; readonly version: string },
  families: () => readonly Family[],
): MetricProducer => ({
  collect: async () => {
    const at = hrTime(Date.now());
    const metrics = families().map(
      ({ name, help, samples }): MetricData => ({
        // The name says the unit; told again, a collector may append it.
        descriptor: { name, description: help, unit: '', valueType: double },
        aggregationTemporality: AggregationTemporality.CUMULATIVE,
        dataPointType: DataPointType.GAUGE,
        dataPoints: samples.map(({ labels, value }) => ({
          startTime: at,
          endTime: at,
          attributes: Object.fromEntries(Object.entries(labels).map(([label, text]) => [label, String(text)])),
          value,
        })),
      }),
    );
    return { resourceMetrics: { resource, scopeMetrics: [{ scope, metrics }] }, errors: [] };
  },
});

const hrTime = (ms: number): [seconds: number, nanoseconds: number] => [
  Math.floor(ms / 1000),
  Math.round((ms % 1000) * 1e6),
];
