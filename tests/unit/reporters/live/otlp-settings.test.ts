import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { otlpSettings } from '../../../../reporters/live/otlp/settings.js';

const endpoint = { OTEL_EXPORTER_OTLP_ENDPOINT: 'http://collector:4318' };
const settings = (environment: Record<string, string>) => {
  const found = otlpSettings(environment);
  assert.ok(typeof found === 'object', String(found));
  return found;
};

describe('variables of OpenTelemetry', () => {
  test('ask for nothing unless there is an endpoint, or when they switch it off', () => {
    for (const environment of [
      {},
      { OTEL_EXPORTER_OTLP_ENDPOINT: '' },
      { OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: 'http://collector:4318' },
      { ...endpoint, OTEL_SDK_DISABLED: 'true' },
      { ...endpoint, OTEL_METRICS_EXPORTER: 'none' },
    ])
      assert.equal(otlpSettings(environment), undefined, JSON.stringify(environment));
  });

  test('say where to and how often', () => {
    assert.deepEqual(settings(endpoint), { endpoint: 'http://collector:4318/', everyMs: 5000, secrets: [] });
    const own = { ...endpoint, OTEL_EXPORTER_OTLP_METRICS_ENDPOINT: 'https://metrics:443/v1/metrics' };
    assert.equal(settings({ ...own, OTEL_METRIC_EXPORT_INTERVAL: '1000' }).endpoint, 'https://metrics/v1/metrics');
    assert.equal(settings({ ...own, OTEL_METRIC_EXPORT_INTERVAL: '1000' }).everyMs, 1000);
    assert.ok(settings({ ...endpoint, OTEL_EXPORTER_OTLP_PROTOCOL: 'http/protobuf', OTEL_METRICS_EXPORTER: 'otlp' }));
  });

  test('that cannot be followed are named', () => {
    for (const [environment, message] of [
      [{ OTEL_EXPORTER_OTLP_ENDPOINT: 'collector:4318' }, /OTEL_EXPORTER_OTLP_ENDPOINT is no address of http or https/],
      [
        { ...endpoint, OTEL_EXPORTER_OTLP_PROTOCOL: 'grpc' },
        /OTEL_EXPORTER_OTLP_PROTOCOL is grpc; only http\/protobuf/,
      ],
      [
        { ...endpoint, OTEL_EXPORTER_OTLP_METRICS_PROTOCOL: 'http/json' },
        /OTEL_EXPORTER_OTLP_METRICS_PROTOCOL is http\/json/,
      ],
      [
        { ...endpoint, OTEL_METRIC_EXPORT_INTERVAL: '5s' },
        /OTEL_METRIC_EXPORT_INTERVAL is 5s; expected whole ms|whole milli/,
      ],
    ] as const)
      assert.match(String(otlpSettings(environment)), message);
  });

  test('have secrets in headers and address, however they are written', () => {
    const { endpoint: shown, secrets } = settings({
      OTEL_EXPORTER_OTLP_ENDPOINT: 'https://user:pass-word@collector/?key=query-key',
      OTEL_EXPORTER_OTLP_HEADERS: 'authorization=Bearer%20abcdef, x-tenant=tenant-name',
    });
    assert.equal(shown, 'https://collector/');
    for (const secret of ['pass-word', 'key=query-key', 'Bearer abcdef', 'abcdef', 'tenant-name'])
      assert.ok(secrets.includes(secret), secret);
  });
});
