import type { PushMetricExporter } from '@opentelemetry/sdk-metrics';
import { messageOf } from '../../../src/model/errors.js';
import { packageVersion } from '../../../src/model/package-version.js';
import { formatShard, type Shard } from '../../../src/model/shard.js';
import { plainText } from '../../format/plain-text.js';
import type { Family } from '../../openmetrics/exposition.js';
import { familyProducer } from './family-producer.js';
import { type OtlpSettings, otlpSettings } from './settings.js';

const service = 'playwright-openvidu';
/** SDK 3 of OpenTelemetry wants Node 22.15. */
const packagesFor = (nodeMajor: number): string =>
  nodeMajor > 22
    ? '@opentelemetry/sdk-metrics @opentelemetry/resources @opentelemetry/exporter-metrics-otlp-proto'
    : '@opentelemetry/sdk-metrics@2 @opentelemetry/resources@2 @opentelemetry/exporter-metrics-otlp-proto@0.223';
/** One export that does not end is given up, so that the next can begin. */
const exportLimitMs = 3_000;

export interface OtlpOptions {
  readonly runId: string;
  readonly shard: Shard;
  readonly families: () => readonly Family[];
  /** Takes sentences about what could not be sent: it is no reason to fail a run. */
  readonly warn: (sentence: string) => void;
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Longest time for the last export. Default: 6 s. */
  readonly closeLimitMs?: number;
}

/** Sends figures of a run by OTLP over HTTP while it goes on. */
export class OtlpExport {
  #sent = 0;
  #begun = 0;
  #warned = false;
  #lastReason = 'no answer came in time';
  #shutdown: () => Promise<void> = async () => {};

  private constructor(
    private readonly settings: OtlpSettings,
    private readonly options: OtlpOptions,
  ) {}

  /** Undefined where nothing is asked for, or it cannot be sent, which is then said. */
  static async start(options: OtlpOptions): Promise<OtlpExport | undefined> {
    const settings = otlpSettings(options.environment);
    if (settings === undefined) return undefined;
    if (typeof settings === 'string') {
      options.warn(settings);
      return undefined;
    }
    const sdk = await loadSdk();
    if (typeof sdk === 'string') {
      options.warn(`No live metrics are sent to ${settings.endpoint}: ${sdk}`);
      return undefined;
    }
    const started = new OtlpExport(settings, options);
    started.#begin(sdk);
    return started;
  }

  /** Sends the last figures, unless that takes too long, and says whether anything went wrong. */
  async close(): Promise<void> {
    const { closeLimitMs = 6_000, warn } = this.options;
    await within(closeLimitMs, this.#shutdown());
    const failed = this.#begun - this.#sent;
    if (failed === 0) return;
    warn(
      `${failed} of ${this.#begun} exports of live metrics to ${this.settings.endpoint} failed, the last one because: ${this.#lastReason}.`,
    );
  }

  #begin({ metrics, resources, exporter }: Sdk): void {
    const { runId, shard, families } = this.options;
    const alone = shard.total === 1;
    const resource = resources.defaultResource().merge(
      resources
        .resourceFromAttributes({
          'service.name': service,
          'service.version': packageVersion(),
          'service.instance.id': alone ? runId : `${runId} ${formatShard(shard)}`,
          'openvidu_load.run_id': runId,
          ...(!alone && { 'openvidu_load.shard': formatShard(shard) }),
        })
        .merge(resources.detectResources({ detectors: [resources.envDetector] })),
    );
    const scope = { name: service, version: packageVersion() };
    const limitMs = Math.min(this.settings.everyMs, exportLimitMs);
    // It tries again what fails, and has to tell the reason before the reader gives it up.
    const timeoutMillis = limitMs * 0.8;
    const reader = new metrics.PeriodicExportingMetricReader({
      exporter: this.#counting(new exporter.OTLPMetricExporter({ timeoutMillis })),
      exportIntervalMillis: this.settings.everyMs,
      exportTimeoutMillis: limitMs,
      metricProducers: [familyProducer(metrics, resource, scope, families)],
    });
    const provider = new metrics.MeterProvider({ resource, readers: [reader] });
    this.#shutdown = () => provider.shutdown();
  }

  /** The SDK tells failures to its own log only, which nobody reads. */
  #counting(inner: PushMetricExporter): PushMetricExporter {
    return {
      export: (figures, done) => {
        this.#begun += 1;
        inner.export(figures, (result) => {
          if (result.error) this.#failed(result.error);
          else this.#sent += 1;
          done(result);
        });
      },
      forceFlush: () => inner.forceFlush(),
      shutdown: () => inner.shutdown(),
    };
  }

  #failed(error: Error): void {
    const { endpoint, secrets } = this.settings;
    const told = secrets.reduce((text, secret) => text.replaceAll(secret, '***'), messageOf(error));
    this.#lastReason = plainText(told, 200) || 'it gave no reason';
    if (this.#warned) return;
    this.#warned = true;
    this.options.warn(`Live metrics could not be sent to ${endpoint}: ${this.#lastReason}. The run goes on.`);
  }
}

type Sdk = Exclude<Awaited<ReturnType<typeof loadSdk>>, string>;

/** Large packages, which only those who send figures need; or a sentence about why they cannot be used. */
async function loadSdk() {
  try {
    const [metrics, resources, exporter] = await Promise.all([
      import('@opentelemetry/sdk-metrics'),
      import('@opentelemetry/resources'),
      import('@opentelemetry/exporter-metrics-otlp-proto'),
    ]);
    return { metrics, resources, exporter };
  } catch (thrown) {
    const { code } = thrown as NodeJS.ErrnoException;
    const install = `\`npm install --save-dev ${packagesFor(Number.parseInt(process.versions.node, 10))}\``;
    return code === 'ERR_MODULE_NOT_FOUND'
      ? `the packages of OpenTelemetry are not installed. Run ${install}, or unset OTEL_EXPORTER_OTLP_ENDPOINT.`
      : `the packages of OpenTelemetry could not be loaded (${plainText(messageOf(thrown))}). Run ${install}.`;
  }
}

/** Waits for it to end, however it does, but no longer. */
async function within(limitMs: number, work: Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, limitMs);
  });
  // Why it failed is known from the export itself.
  await Promise.race([work.catch(() => {}), late]);
  clearTimeout(timer);
}
