import { installGoCommand } from './go-command.mjs';

/** A Prometheus that takes OTLP, which Debian's is too old for. Without it the test that sends OTLP is skipped, or fails in CI. */
export async function installPrometheusWithOtlp() {
  if (process.env.PROMETHEUS_WITH_OTLP_PATH) return;
  await installGoCommand({
    name: 'prometheus',
    // 3.16.0, by the numbering of Go modules.
    version: '0.316.0',
    source: 'github.com/prometheus/prometheus/cmd/prometheus',
    // The service discoveries of all clouds are most of what there would be to compile.
    flags: ['-tags', 'remove_all_sd'],
    what: 'a Prometheus that takes OTLP',
    otherwise:
      'The test that sends OTLP is skipped, or fails where CI is set; to run it, set PROMETHEUS_WITH_OTLP_PATH to a Prometheus of version 3.',
  });
}
