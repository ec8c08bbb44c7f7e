import { z } from 'zod';
import { LoadError } from '../../model/errors.js';
import type { PlatformFigures } from '../../model/figures.js';
import type { PrometheusSource, QueriedFigure } from '../../model/platform-sources.js';
import { directRequest, newTransport, type Transport } from '../direct-request.js';
import { networkError } from '../network-errors.js';
import type { FiguresSource } from './figures-source.js';

/** Answer of Prometheus to an instant query. */
const answer = z.discriminatedUnion('status', [
  z.object({
    status: z.literal('success'),
    data: z.object({
      resultType: z.string(),
      result: z.union([
        z.array(z.object({ value: z.tuple([z.number(), z.string()]) })),
        z.tuple([z.number(), z.string()]),
      ]),
    }),
  }),
  z.object({ status: z.literal('error'), error: z.string() }),
]);

/** Shares may pass 1 by what clocks differ. */
const highestShare = 1;

/** Asks a Prometheus for figures of the platform, one instant query for each. What it has no sample of stays unmeasured. */
export class PrometheusFigures implements FiguresSource {
  readonly #transport: Transport;

  constructor(
    private readonly source: PrometheusSource,
    private readonly options: { readonly ignoreHTTPSErrors: boolean; readonly timeoutMs: number },
  ) {
    this.#transport = newTransport(options.ignoreHTTPSErrors);
  }

  async figures(windowSeconds: number): Promise<PlatformFigures> {
    const entries = Object.entries(this.source.queries) as [QueriedFigure, string][];
    const signal = AbortSignal.timeout(this.options.timeoutMs);
    const window = `${Math.max(1, Math.round(windowSeconds))}s`;
    const found = await Promise.all(
      entries.map(async ([figure, query]) => {
        const value = await this.#ask(figure, query.replaceAll('$window', window), signal);
        if (value === undefined) return [];
        return [[figure, figure.endsWith('Share') ? Math.min(highestShare, value) : value] as const];
      }),
    );
    const figures: PlatformFigures = Object.fromEntries(found.flat());
    if (Object.keys(figures).length > 0) return figures;
    throw new LoadError(
      'REST_FAILED',
      `The Prometheus at ${this.source.url} has no samples of the platform over the last ${window}; check that it watches the deployment, ` +
        'that it scrapes at least three times in a hold, and platformFigures.prometheus.queries.',
    );
  }

  async #ask(figure: QueriedFigure, query: string, signal: AbortSignal): Promise<number | undefined> {
    const { url, authorization } = this.source;
    const what = `read ${figure} from Prometheus`;
    let response: Awaited<ReturnType<typeof directRequest>>;
    try {
      response = await directRequest({
        url: `${url}/api/v1/query?${new URLSearchParams({ query })}`,
        transport: this.#transport,
        ...(authorization !== undefined && { headers: { authorization } }),
        signal,
      });
    } catch (thrown) {
      throw networkError({ what, url, timeoutMs: this.options.timeoutMs, product: 'Prometheus' }, thrown);
    }
    if (response.status === 401 || response.status === 403)
      throw new LoadError(
        'UNAUTHORIZED',
        `Could not ${what}: ${url} refuses the credentials; set OPENVIDU_PROMETHEUS_TOKEN, or OPENVIDU_PROMETHEUS_USER and OPENVIDU_PROMETHEUS_PASSWORD.`,
      );
    const parsed = answer.safeParse(response.json);
    if (!parsed.success)
      throw new LoadError(
        'REST_FAILED',
        `Could not ${what}: ${url} answered ${response.status} without a result, so that it is no Prometheus; check platformFigures.prometheus.url.`,
      );
    if (parsed.data.status === 'error')
      throw new LoadError(
        'REST_FAILED',
        `Could not ${what}: Prometheus refused the query (${parsed.data.error}); check platformFigures.prometheus.queries.${figure}.`,
      );
    return singleValue(figure, parsed.data.data.result);
  }
}

function singleValue(
  figure: QueriedFigure,
  result: readonly { readonly value: readonly [number, string] }[] | readonly [number, string],
): number | undefined {
  const values =
    typeof result[0] === 'number'
      ? [String(result[1])]
      : result.map((each) => (each as { value: [number, string] }).value[1]);
  if (values.length > 1)
    throw new LoadError(
      'REST_FAILED',
      `platformFigures.prometheus.queries.${figure} gives ${values.length} values; expected one: aggregate it, such as with sum(…) or max(…).`,
    );
  const value = Number(values[0] ?? Number.NaN);
  return Number.isFinite(value) && value >= 0 ? value : undefined;
}
