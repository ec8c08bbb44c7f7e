import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { after, before, describe, it } from 'node:test';
import { platformFigures } from '../../../src/generator/platform-figures.js';
import { resolvePlatformFigures } from '../../../src/model/platform-sources.js';
import { PrometheusFigures } from '../../../src/platforms/figures/prometheus-figures.js';
import type { Platform } from '../../../src/platforms/platform.js';
import { freePort } from '../../free-port.js';
import {
  type PrometheusServer,
  skipWithout,
  startNodeExporter,
  startPrometheus,
} from '../../prometheus/prometheus-server.js';

const options = { ignoreHTTPSErrors: false, timeoutMs: 5_000 };

function figuresOf(url: string, queries = {}, environment: Record<string, string> = {}): PrometheusFigures {
  const { prometheus, mistakes } = resolvePlatformFigures({ prometheus: { url, queries } }, environment);
  assert.deepEqual(mistakes, []);
  return new PrometheusFigures(prometheus!, options);
}

describe('figures of a real Prometheus', { skip: skipWithout('prometheus', 'prometheus-node-exporter') }, () => {
  let prometheus: PrometheusServer;
  let nodeExporter: Awaited<ReturnType<typeof startNodeExporter>>;
  before(async () => {
    nodeExporter = await startNodeExporter();
    prometheus = await startPrometheus([nodeExporter.target]);
    await prometheus.until('count_over_time(node_load1[1m])', ([found]) => (found && found.value >= 3) || undefined);
  });
  after(async () => {
    await prometheus.close();
    await nodeExporter.close();
  });

  it("come from node exporter's metrics by default", async () => {
    const { cpu, cpuShare, memoryMb, memoryShare, networkOutMbps } = await figuresOf(prometheus.url).figures(30);
    const [cores] = await prometheus.query('count(node_cpu_seconds_total{mode="idle"})');
    const [memory] = await prometheus.query('node_memory_MemTotal_bytes / 1e6');
    assert.ok(cpu! > 0 && cpu! <= cores!.value, `${cpu} cores`);
    assert.ok(cpuShare! > 0 && cpuShare! <= 1, `${cpuShare} of all cores`);
    assert.ok(memoryMb! > 0 && memoryMb! < memory!.value, `${memoryMb} MB`);
    assert.ok(Math.abs(memoryShare! - memoryMb! / memory!.value) < 0.05, `${memoryShare} of the memory`);
    assert.ok(networkOutMbps === undefined || networkOutMbps >= 0);
  });

  it('come from queries of the user, over the hold', async () => {
    const queries = { cpu: 'scalar(vector(3))', memoryMb: 'count_over_time(node_load1[$window]) * 0 + 7' };
    const found = await figuresOf(prometheus.url, queries).figures(30.2);
    assert.equal(found.cpu, 3);
    assert.equal(found.memoryMb, 7);
  });

  it('are refused with the reason', async () => {
    for (const [queries, message] of [
      [{ cpu: 'sum(' }, /refused the query \(.*parse error.*check platformFigures\.prometheus\.queries\.cpu/],
      [{ cpu: 'node_cpu_seconds_total' }, /queries\.cpu gives \d+ values; expected one/],
    ] as const)
      await assert.rejects(figuresOf(prometheus.url, queries).figures(30), { name: 'LoadError', message });
    const nothing = Object.fromEntries(
      ['cpu', 'memoryMb', 'networkOutMbps', 'cpuShare', 'memoryShare', 'networkOutShare'].map((name) => [
        name,
        'no_such',
      ]),
    );
    await assert.rejects(figuresOf(prometheus.url, nothing).figures(30), { message: /has no samples of the platform/ });
  });
});

describe('a Prometheus in trouble', () => {
  const platform = { figures: async () => ({ memoryMb: 5 }) } as unknown as Platform;

  it('leaves its figures unmeasured with one sentence, and fails nothing', async () => {
    const url = `http://127.0.0.1:${await freePort()}`;
    const found = await platformFigures({ generator: 1, platform, figuresSource: figuresOf(url) }, 10);
    assert.equal(found?.memoryMb, 5);
    assert.match(
      found.notMeasured!.join(),
      /^Could not read \w+ from Prometheus: .* refuses connections; check that Prometheus runs there/,
    );
    assert.equal(found.notMeasured!.length, 1);
  });

  it('is asked by generator 1 only', async () => {
    assert.equal(await platformFigures({ generator: 2, platform }, 10), undefined);
  });

  it('that refuses credentials is told so, without them', async () => {
    const server = createServer((request, response) => {
      assert.equal(request.headers.authorization, 'Bearer MY_TOKEN');
      response.writeHead(401).end();
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as { port: number };
    try {
      const source = figuresOf(`http://127.0.0.1:${port}`, {}, { OPENVIDU_PROMETHEUS_TOKEN: 'MY_TOKEN' });
      await assert.rejects(source.figures(10), ({ message }: Error) => {
        assert.match(message, /refuses the credentials; set OPENVIDU_PROMETHEUS_TOKEN/);
        assert.doesNotMatch(message, /MY_/);
        return true;
      });
    } finally {
      server.close();
    }
  });
});
