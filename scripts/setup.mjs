#!/usr/bin/env node
// Installs what a fresh clone lacks: packages, then a browser; with --test-servers also the servers and commands that tests need.
// Quick when nothing is missing.
// Plain JavaScript on Node's own modules, because it runs before anything is installed.
import { installBrowser } from './setup/browser.mjs';
import { installIproute } from './setup/iproute.mjs';
import { installLivekitServer } from './setup/livekit-server.mjs';
import { installPackages } from './setup/packages.mjs';
import { installPrometheus } from './setup/prometheus.mjs';
import { installPrometheusWithOtlp } from './setup/prometheus-with-otlp.mjs';
import { installRedisServer } from './setup/redis-server.mjs';
import { SetupError } from './setup/run.mjs';

try {
  await installPackages();
  await installBrowser();
  if (process.argv.includes('--test-servers')) {
    await installRedisServer();
    await installIproute();
    await installLivekitServer();
    await installPrometheus();
    await installPrometheusWithOtlp();
  }
} catch (error) {
  if (!(error instanceof SetupError)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
