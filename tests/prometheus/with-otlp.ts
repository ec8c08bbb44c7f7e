import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import path from 'node:path';

const version = '0.316.0';

/** Where `npm run setup` puts a Prometheus that takes OTLP, or `PROMETHEUS_WITH_OTLP_PATH`; undefined if there is none. */
export function prometheusWithOtlpPath(): string | undefined {
  const installed = path.join(homedir(), '.cache', 'playwright-openvidu', `prometheus-${version}`, 'prometheus');
  return [process.env.PROMETHEUS_WITH_OTLP_PATH, installed].find((file) => file !== undefined && existsSync(file));
}

const goIsHere = () => spawnSync('go', ['version']).status === 0;
const missing = `a Prometheus that takes OTLP is not installed (node scripts/setup.mjs --test-servers installs it with Go)`;

/** Why tests that need it are skipped, or `false`. Where a CI could have it, they run and fail: nobody reads of skipped tests there. */
export const skipWithoutOtlp = prometheusWithOtlpPath() === undefined && !(process.env.CI && goIsHere()) && missing;
