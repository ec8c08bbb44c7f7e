/** Figures of the platform that a query can be given for. */
export const queriedFigures = [
  'cpu',
  'memoryMb',
  'networkOutMbps',
  'cpuShare',
  'memoryShare',
  'networkOutShare',
] as const;
export type QueriedFigure = (typeof queriedFigures)[number];

/** A Prometheus that watches the deployment. */
export interface PrometheusConfig {
  /**
   * `https://prometheus.example.com`, with a path if it has one. Default: `OPENVIDU_PROMETHEUS_URL`. Credentials come by environment:
   * `OPENVIDU_PROMETHEUS_TOKEN`, or `OPENVIDU_PROMETHEUS_USER` and `OPENVIDU_PROMETHEUS_PASSWORD`.
   */
  url?: string | undefined;
  /**
   * PromQL per figure, each with one value for an answer; `$window` stands for the hold, such as `30s`. `cpu` in cores, `memoryMb` in
   * MB, `networkOutMbps` in Mbit/s; shares are of the busiest node, from 0 to 1. `null` leaves a figure out. Default: of node exporter,
   * else of LiveKit's own metrics.
   */
  queries?: Partial<Record<QueriedFigure, string | null>> | undefined;
}

/** Where figures of the platform come from, besides the platform itself. */
export interface PlatformFiguresConfig {
  prometheus?: PrometheusConfig | undefined;
}

/** A Prometheus with everything filled in. Holds a secret: it travels by environment only. */
export interface PrometheusSource {
  /** Without a slash at its end. */
  readonly url: string;
  readonly queries: Readonly<Partial<Record<QueriedFigure, string>>>;
  /** Value of the header; never logged. */
  readonly authorization?: string;
}

/** Interfaces on which nothing leaves a node. */
const inner = 'device!~"lo|veth.*|docker.*|br-.*|cni.*|cali.*|flannel.*|virbr.*|tun.*|tap.*"';
const livekit = 'and on (instance, job) livekit_room_total';

/** Node exporter's metrics of all nodes; where there are none, LiveKit's own of all its servers. */
const defaultQueries: Readonly<Record<QueriedFigure, string>> = {
  cpu:
    'sum(rate(node_cpu_seconds_total{mode!~"idle|iowait|steal"}[$window])) ' +
    `or sum(rate(process_cpu_seconds_total[$window]) ${livekit})`,
  memoryMb:
    'sum(node_memory_MemTotal_bytes - node_memory_MemAvailable_bytes) / 1e6 ' +
    `or sum(process_resident_memory_bytes ${livekit}) / 1e6`,
  networkOutMbps:
    `sum(rate(node_network_transmit_bytes_total{${inner}}[$window])) * 8 / 1e6 ` +
    'or sum(rate(livekit_packet_bytes{direction="outgoing"}[$window])) * 8 / 1e6',
  cpuShare:
    'max(1 - avg by (instance, job) (rate(node_cpu_seconds_total{mode="idle"}[$window]))) ' +
    `or max(rate(process_cpu_seconds_total[$window]) / go_sched_gomaxprocs_threads ${livekit})`,
  memoryShare: 'max(1 - node_memory_MemAvailable_bytes / node_memory_MemTotal_bytes)',
  networkOutShare: `max(rate(node_network_transmit_bytes_total{${inner}}[$window]) / (node_network_speed_bytes{${inner}} > 0))`,
};

const example = 'https://prometheus.example.com';

/** Fills in what is left out, from the environment too, and finds every mistake; no secret is repeated. */
export function resolvePlatformFigures(
  { prometheus }: PlatformFiguresConfig,
  environment: Readonly<Record<string, string | undefined>>,
): { readonly prometheus?: PrometheusSource; readonly mistakes: readonly string[] } {
  const url = prometheus?.url ?? (environment.OPENVIDU_PROMETHEUS_URL || undefined);
  if (url === undefined)
    return prometheus
      ? {
          mistakes: [
            `platformFigures.prometheus has no url; give one such as ${example}, or set OPENVIDU_PROMETHEUS_URL.`,
          ],
        }
      : { mistakes: [] };
  const given = Object.entries(prometheus?.queries ?? {});
  const mistakes = [
    ...urlMistakes(url),
    ...given
      .filter(([figure]) => !queriedFigures.includes(figure as QueriedFigure))
      .map(
        ([figure]) => `platformFigures.prometheus.queries.${figure} is unknown; expected ${queriedFigures.join(', ')}.`,
      ),
    ...given
      .filter(
        ([, query]) => query !== null && query !== undefined && (typeof query !== 'string' || query.trim() === ''),
      )
      .map(
        ([figure]) =>
          `platformFigures.prometheus.queries.${figure} is empty; expected PromQL, or null to leave it out.`,
      ),
  ];
  if (mistakes.length > 0) return { mistakes };
  const wanted = { ...defaultQueries, ...Object.fromEntries(given.filter(([, query]) => query !== undefined)) };
  const queries = Object.fromEntries(Object.entries(wanted).filter(([, query]) => query !== null));
  const authorization = authorizationOf(environment);
  return {
    prometheus: { url: url.replace(/\/+$/, ''), queries, ...(authorization !== undefined && { authorization }) },
    mistakes: [],
  };
}

function urlMistakes(url: string): string[] {
  const parsed = URL.canParse(url) ? new URL(url) : undefined;
  if (parsed && (parsed.username || parsed.password))
    return [
      'The URL of platformFigures.prometheus carries credentials; set OPENVIDU_PROMETHEUS_USER and OPENVIDU_PROMETHEUS_PASSWORD instead.',
    ];
  if (!parsed || !['http:', 'https:'].includes(parsed.protocol) || parsed.search || parsed.hash)
    return [`The URL of platformFigures.prometheus is no address of a Prometheus; expected one such as ${example}.`];
  return [];
}

function authorizationOf(environment: Readonly<Record<string, string | undefined>>): string | undefined {
  const { OPENVIDU_PROMETHEUS_TOKEN: token, OPENVIDU_PROMETHEUS_USER: user } = environment;
  if (token) return `Bearer ${token}`;
  if (!user) return undefined;
  return `Basic ${Buffer.from(`${user}:${environment.OPENVIDU_PROMETHEUS_PASSWORD ?? ''}`).toString('base64')}`;
}
