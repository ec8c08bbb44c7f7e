/**
 * Name of a session on the platform. It says which run and which scenario opened it, so that a leak can be found and named.
 * Only `[a-zA-Z0-9_-]`, as OpenVidu demands; other characters become `-`.
 */
export function sessionName(runId: string, scenarioKeyHash: string, session: number): string {
  return `load-${runId}-${scenarioKeyHash}-${session}`.replace(/[^a-zA-Z0-9_-]/g, '-');
}
