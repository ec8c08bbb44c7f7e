import assert from 'node:assert/strict';
import { describe, it, type TestContext } from 'node:test';
import { OtlpExport } from '../../../reporters/live/otlp/otlp-export.js';
import { onlyShard } from '../../../src/model/shard.js';
import { freePort } from '../../free-port.js';
import { receiver } from './receiver.js';

const token = 'Zm9vYmFyLXRva2Vu';
const family = {
  name: 'openvidu_load_sessions',
  help: 'Sessions.',
  samples: [{ labels: { scenario: 's' }, value: 3 }],
};

/** The exporter itself reads the variables of this process. */
async function exportTo(t: TestContext, endpoint: string, closeLimitMs?: number) {
  const set = {
    OTEL_EXPORTER_OTLP_ENDPOINT: endpoint,
    OTEL_EXPORTER_OTLP_HEADERS: `authorization=Bearer%20${token}`,
    OTEL_METRIC_EXPORT_INTERVAL: '60000',
  };
  Object.assign(process.env, set);
  t.after(() => {
    for (const name of Object.keys(set)) delete process.env[name];
  });
  const warnings: string[] = [];
  const otlp = await OtlpExport.start({
    runId: 'run-1',
    shard: onlyShard,
    families: () => [family],
    warn: (sentence) => warnings.push(sentence),
    environment: process.env,
    ...(closeLimitMs !== undefined && { closeLimitMs }),
  });
  assert.ok(otlp, warnings.join());
  return { otlp, warnings };
}

describe('figures sent by OTLP', () => {
  it('go out once more at the end, with the headers that the variables say', async (t) => {
    const requests: (string | undefined)[][] = [];
    const url = await receiver(t, (request, response) => {
      requests.push([request.url, request.headers['content-type'], request.headers.authorization]);
      response.writeHead(200).end();
    });
    const { otlp, warnings } = await exportTo(t, url);
    await otlp.close();
    assert.deepEqual(requests, [['/v1/metrics', 'application/x-protobuf', `Bearer ${token}`]]);
    assert.deepEqual(warnings, []);
  });

  it('that nobody takes are told once, and do not stop anything', async (t) => {
    const { otlp, warnings } = await exportTo(t, `http://127.0.0.1:${await freePort()}`);
    await otlp.close();
    assert.match(
      warnings.at(-1)!,
      /^1 of 1 exports of live metrics to http:\/\/127\.0\.0\.1:\d+\/ failed, the last one because: .*ECONNREFUSED/,
    );
  });

  it('that are never answered are given up in time', async (t) => {
    const url = await receiver(t, () => {});
    const { otlp, warnings } = await exportTo(t, url, 500);
    const startedAt = performance.now();
    await otlp.close();
    const tookMs = performance.now() - startedAt;
    assert.ok(tookMs >= 490 && tookMs < 3_000, `${tookMs} ms`);
    assert.match(warnings.join(), /^1 of 1 exports .* failed, the last one because: no answer came in time\.$/);
  });

  it('that are refused are told with the reason, and without the token that the answer repeats', async (t) => {
    const url = await receiver(t, ({ headers }, response) => {
      response.writeHead(401, `${headers.authorization} is not known`).end(`no ${headers.authorization}`);
    });
    const { otlp, warnings } = await exportTo(t, url);
    await otlp.close();
    assert.equal(warnings.length, 2);
    assert.match(warnings[0]!, /^Live metrics could not be sent to http:.*: \*\*\* is not known\. The run goes on\.$/);
    assert.ok(!warnings.join().includes(token));
  });
});
