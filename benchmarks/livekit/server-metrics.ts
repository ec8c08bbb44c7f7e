/** What the server counted since its start. It sees both generators with the same eyes. */
export interface ServerCounters {
  readonly packetsIn: number;
  readonly packetsOut: number;
  readonly bytesIn: number;
  readonly bytesOut: number;
  /** Participants that became active, and the sum of the times that took, in ms. */
  readonly joins: number;
  readonly joinMs: number;
}

/** Reads the server's Prometheus metrics. */
export async function readServer(metricsUrl: string): Promise<ServerCounters> {
  const lines = (await (await fetch(metricsUrl)).text()).split('\n');
  const sum = (name: string, label = '') =>
    lines
      .filter((line) => (line.startsWith(`${name}{`) || line.startsWith(`${name} `)) && line.includes(label))
      .reduce((total, line) => total + Number(line.slice(line.lastIndexOf(' '))), 0);
  const incoming = 'direction="incoming"';
  const outgoing = 'direction="outgoing"';
  return {
    packetsIn: sum('livekit_packet_total', incoming),
    packetsOut: sum('livekit_packet_total', outgoing),
    bytesIn: sum('livekit_packet_bytes', incoming),
    bytesOut: sum('livekit_packet_bytes', outgoing),
    joins: sum('livekit_session_start_time_ms_count'),
    joinMs: sum('livekit_session_start_time_ms_sum'),
  };
}
