import { printable } from '../../src/model/printable.js';
import type { Shard } from '../../src/model/shard.js';
import type { LiveScenario } from './live-scenarios.js';
import { liveFamilies, liveText } from './metrics.js';
import { OtlpExport } from './otlp/otlp-export.js';
import { PrometheusEndpoint } from './prometheus-endpoint.js';

/** Where figures of a run can be read while it goes on. */
export interface LiveOptions {
  /** Port on which the main process serves `/metrics` for Prometheus. 1 to 65,535. Default: none. */
  prometheusPort?: number;
  /** Address that it listens on. Default `127.0.0.1`; `0.0.0.0` lets other machines in. */
  prometheusHost?: string;
}

export interface LiveRun {
  readonly runId: string;
  readonly shard: Shard;
  readonly scenarios: () => readonly LiveScenario[];
}

/** Those of them that a run has. */
export class LiveOutputs {
  private constructor(
    private readonly endpoint: PrometheusEndpoint | undefined,
    private readonly otlp: OtlpExport | undefined,
  ) {}

  /** @throws LoadError `PORT_IN_USE` */
  static async start(
    { prometheusPort: port, prometheusHost: host = '127.0.0.1' }: LiveOptions,
    { runId, shard, scenarios }: LiveRun,
  ): Promise<LiveOutputs> {
    const endpoint =
      port === undefined ? undefined : await PrometheusEndpoint.start(port, host, () => liveText(runId, scenarios()));
    const otlp = await OtlpExport.start({
      runId,
      shard,
      families: () => liveFamilies(runId, scenarios()),
      warn: (sentence) => process.stderr.write(printable(`Warning: ${sentence}\n`)),
      environment: process.env,
    });
    return new LiveOutputs(endpoint, otlp);
  }

  /** @param last whether somebody may still fetch the last figures */
  async close({ last }: { readonly last: boolean }): Promise<void> {
    await Promise.all([last && this.endpoint?.lastScrape(), this.otlp?.close()]);
    await this.endpoint?.close();
  }
}
