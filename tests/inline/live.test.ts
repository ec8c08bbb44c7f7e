import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import { freePort } from '../free-port.js';
import { dashboardQueries } from '../grafana/dashboard.js';
import { type PrometheusServer, skipWithout, startPrometheus } from '../prometheus/prometheus-server.js';
import { prometheusWithOtlpPath, skipWithoutOtlp } from '../prometheus/with-otlp.js';
import { configFile, shortLoad, specFile } from './files.js';
import { type InlineProject, type InlineResult, inlineProject, readVerdict, type VerdictFile } from './run-inline.js';

const title = 'rooms of "2"';
const token = 'Zm9vYmFyLXRva2Vu';

describe('the last figures of a run', () => {
  it('are waited for when its report is there, so that whoever stops the wait loses no report', async () => {
    const port = await freePort();
    const scrape = async () => (await fetch(`http://127.0.0.1:${port}/metrics`)).text();
    const project = inlineProject('live-end', {
      'playwright.config.ts': configFile(`live: { prometheusPort: ${port} }`),
      'room.spec.ts': specFile(
        `loadTest('a room', { topology: nToN(2), ${shortLoad}, participants: { browser: 0 } });`,
      ),
    });
    const run = project.start();
    await run.printed(/ holding · /);
    await scrape();
    await run.printed(/ holding · [\s\S]* holding · /);
    await scrape();
    await run.printed(/load-report\/verdict\.json/);
    const text = await scrape();
    const { exitCode, output } = await run.ended;
    // A starved machine is inconclusive.
    const { verdict } = readVerdict(project);
    assert.match(text, RegExp(`^openvidu_load_step_verdict\\{.*verdict="${verdict}".*\\} 1$`, 'm'));
    assert.notEqual(verdict, 'failed', output);
    assert.equal(exitCode, Number(verdict !== 'passed'), output);
  });
});

describe('figures of a run that goes on', { skip: skipWithout('prometheus') }, () => {
  const closed: (() => Promise<void>)[] = [];
  let scraping: PrometheusServer;
  let taking: PrometheusServer | undefined;
  let project: InlineProject;
  let result: InlineResult;
  let verdict: VerdictFile;

  before(async () => {
    const port = await freePort();
    scraping = await startPrometheus([`127.0.0.1:${port}`]);
    closed.push(() => scraping.close());
    const command = prometheusWithOtlpPath();
    if (command) {
      taking = await startPrometheus([], { command, args: ['--web.enable-otlp-receiver'] });
      closed.push(taking.close);
    }
    project = inlineProject('live', {
      'playwright.config.ts': configFile(`live: { prometheusPort: ${port} }`),
      'rooms.spec.ts': specFile(`
        loadTest('rooms of "2"', {
          topology: nToN(2),
          load: staircase({ sessions: { from: 1, to: 2 }, hold: '10s', settle: '1s' }),
          participants: { browser: 0 },
          media: { video: '180p' },
          thresholds: thresholds({
            joinTime: ['p95 < 10000'],
            'video.framesPerSecond': ['p5 >= 1'],
            'video.residualLoss': ['p95 <= 1'],
            'video.jitter': ['p95 < 10000'],
          }),
        });
      `),
    });
    result = await project.start([], {
      ...(taking && { OTEL_EXPORTER_OTLP_ENDPOINT: `${taking.url}/api/v1/otlp` }),
      OTEL_EXPORTER_OTLP_HEADERS: `authorization=Bearer%20${token}`,
      OTEL_METRIC_EXPORT_INTERVAL: '1000',
    }).ended;
    assert.equal(result.exitCode, 0, result.output);
    verdict = readVerdict(project);
  });
  after(async () => {
    for (const close of closed) await close();
  });

  /** Whatever way they came, they have these names and labels. */
  async function match(prometheus: PrometheusServer): Promise<void> {
    const { steps } = verdict.scenarios[0]!;
    const last = steps.at(-1)!;
    const only = async (query: string) => {
      const [found, ...more] = await prometheus.query(query);
      assert.ok(found && more.length === 0, `${query}: ${JSON.stringify(found)} and ${more.length} more`);
      assert.equal(found.labels.scenario, title);
      return found.value;
    };
    for (const [metric, expected] of [
      ['sessions', last.sessions],
      ['participants', 2 * last.sessions],
      ['media_connections', 4 * last.sessions],
      ['expected_streams', last.expectedStreams],
      ['flowing_streams', last.flowingStreams],
      ['steps', 2],
    ] as const)
      assert.equal(await only(`max_over_time(openvidu_load_${metric}[5m])`), expected, metric);
    for (const { index, mediaConnections, metrics, verdict: found } of steps) {
      const of = (name: string, labels: Record<string, string> = {}) => {
        const text = Object.entries({ step: `${index}`, ...labels }).map(([label, value]) => `${label}="${value}"`);
        return only(`max_over_time(openvidu_load_${name}{${text.join(',')}}[5m])`);
      };
      for (const one of ['passed', 'failed', 'inconclusive'])
        assert.equal(await of('step_verdict', { verdict: one }), one === found ? 1 : 0, `step ${index} ${one}`);
      assert.equal(await of('step_media_connections'), mediaConnections);
      for (const aggregate of ['p5', 'p50', 'p95'] as const) {
        const { joinTime, 'video.framesPerSecond': rate } = metrics;
        assert.equal(await of('join_time_milliseconds', { aggregate }), joinTime![aggregate]);
        assert.equal(await of('video_frames_per_second', { aggregate }), rate![aggregate]);
      }
    }
    assert.equal(await only('max_over_time(openvidu_load_threshold{metric="joinTime"}[5m])'), 10_000);
  }

  it('are scraped by a real Prometheus, and say what the verdict says', () => match(scraping));

  it('are sent by OTLP to a real Prometheus, and say the same', { skip: skipWithoutOtlp }, async () => {
    assert.ok(taking);
    await match(taking);
    const [info] = await taking.query('last_over_time(target_info[5m])');
    const { job, instance, openvidu_load_run_id: runId } = info!.labels;
    assert.deepEqual([job, instance, runId], ['playwright-openvidu', verdict.run.id, verdict.run.id]);
  });

  it('answer every query of the dashboard', async () => {
    for (const { where, query, labels } of dashboardQueries({ scenario: title, range: '5m' })) {
      // At any second of the run: some are of the present, some of what was judged.
      const found = await scraping.query(`last_over_time((${query})[5m:1s])`);
      assert.ok(found.length > 0, `${where} shows nothing: ${query}`);
      for (const label of labels)
        assert.ok(
          found.every((of) => of.labels[label]),
          `${where} wants ${label} of ${query}`,
        );
    }
  });

  it('tell nobody the headers with which they were sent', () => {
    const written = readdirSync(project.folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => readFileSync(path.join(entry.parentPath, entry.name), 'utf8'));
    for (const text of [result.output, ...written]) assert.ok(!text.includes(token));
  });
});
