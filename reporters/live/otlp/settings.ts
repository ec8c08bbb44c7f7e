type Environment = Readonly<Record<string, string | undefined>>;

/** Where figures are sent by OTLP, and how often, as OpenTelemetry's own variables say it. */
export interface OtlpSettings {
  /** As warnings show it: without credentials. */
  readonly endpoint: string;
  readonly everyMs: number;
  /** What must appear nowhere. */
  readonly secrets: readonly string[];
}

/** OpenTelemetry's default of a minute would miss whole steps. */
const defaultEveryMs = 5_000;
const protocol = 'http/protobuf';

/** What the variables say: settings, a sentence about why nothing can be sent, or neither where nothing is asked for. */
export function otlpSettings(environment: Environment): OtlpSettings | string | undefined {
  const [address, from] = ofEither(environment, 'ENDPOINT');
  const exporters = environment.OTEL_METRICS_EXPORTER?.split(',').map((name) => name.trim());
  if (!address || environment.OTEL_SDK_DISABLED?.toLowerCase() === 'true') return undefined;
  if (exporters && !exporters.includes('otlp')) return undefined;
  const url = URL.canParse(address) ? new URL(address) : undefined;
  if (!url || !['http:', 'https:'].includes(url.protocol))
    return `No live metrics are sent: ${from} is no address of http or https; expected one such as http://localhost:4318.`;
  const [spoken, spokenFrom] = ofEither(environment, 'PROTOCOL');
  if (spoken && spoken !== protocol)
    return `No live metrics are sent: ${spokenFrom} is ${spoken}; only ${protocol} is spoken, which collectors take on port 4318. Set OTEL_EXPORTER_OTLP_METRICS_PROTOCOL=${protocol} and OTEL_EXPORTER_OTLP_METRICS_ENDPOINT.`;
  const everyMs = Number(environment.OTEL_METRIC_EXPORT_INTERVAL || defaultEveryMs);
  if (!Number.isInteger(everyMs) || everyMs < 100)
    return `No live metrics are sent: OTEL_METRIC_EXPORT_INTERVAL is ${environment.OTEL_METRIC_EXPORT_INTERVAL}; expected whole milliseconds, at least 100.`;
  return { endpoint: `${url.origin}${url.pathname}`, everyMs, secrets: secretsOf(environment, url) };
}

/** The variable for metrics alone comes before the one for everything. An empty one counts as not set. */
function ofEither(environment: Environment, what: string): [value: string | undefined, name: string] {
  const own = `OTEL_EXPORTER_OTLP_METRICS_${what}`;
  const common = `OTEL_EXPORTER_OTLP_${what}`;
  return environment[own] ? [environment[own], own] : [environment[common] || undefined, common];
}

function secretsOf(environment: Environment, { username, password, search }: URL): string[] {
  const headers = ['OTEL_EXPORTER_OTLP_HEADERS', 'OTEL_EXPORTER_OTLP_METRICS_HEADERS'].flatMap((name) =>
    (environment[name] ?? '').split(',').map((header) => header.slice(header.indexOf('=') + 1).trim()),
  );
  const plain = [...headers, password, username, search.slice(1)].filter((secret) => secret !== '');
  // A header `Bearer abc` may be told back as `abc` alone, and one that was percent-encoded as what it stands for.
  const parts = plain
    .flatMap((secret) => [secret, decoded(secret)])
    .flatMap((secret) => [secret, ...secret.split(' ')]);
  return [...new Set(parts)].filter((part) => part.length >= 4).sort((a, b) => b.length - a.length);
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
