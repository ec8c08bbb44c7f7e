import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { isHealthy, unhealthyBecause } from '../../../src/analysis/health.js';
import type { GeneratorHealth } from '../../../src/model/figures.js';

const alone = { sharedWithServer: false };
const cases: [name: string, good: GeneratorHealth, bad: GeneratorHealth][] = [
  ['event-loop delay', { eventLoopDelayP99Ms: 49.9 }, { eventLoopDelayP99Ms: 50 }],
  ['lateness of sent packets', { sendLatenessP99Ms: 19.9 }, { sendLatenessP99Ms: 20 }],
  ['latency of a stream to itself', { canaryLatenessP99Ms: 49.9 }, { canaryLatenessP99Ms: 50 }],
  ['loss of a stream to itself', { canaryLoss: 0.009 }, { canaryLoss: 0.01 }],
  ['full sockets', { socketDrops: 0 }, { socketDrops: 1 }],
  ['browsers that died', { browserCrashes: 0 }, { browserCrashes: 1 }],
  ['waiting time for a CPU', { runQueueWait: 0.249 }, { runQueueWait: 0.25 }],
  ['time throttled', { throttled: 0.099 }, { throttled: 0.1 }],
  ['capture rate', { captureRate: 0.9 }, { captureRate: 0.899 }],
  ['decoded share', { decodeShare: 0.95 }, { decodeShare: 0.949 }],
  ['idle share', { cpuIdle: 0.15 }, { cpuIdle: 0.149 }],
];

describe('each cause has its limit', () => {
  for (const [name, good, bad] of cases)
    test(name, () => {
      assert.ok(isHealthy(good, alone));
      assert.ok(!isHealthy(bad, alone));
      assert.match(unhealthyBecause(bad, alone).join(), new RegExp(name));
    });
});

test('the idle share of a machine decides nothing where a server runs on it', () => {
  assert.ok(isHealthy({ cpuIdle: 0.01 }, { sharedWithServer: true }));
  assert.ok(!isHealthy({ cpuIdle: 0.01, throttled: 0.5 }, { sharedWithServer: true }));
});

test('what was not measured decides nothing; what is no number does', () => {
  assert.deepEqual(unhealthyBecause({}, alone), []);
  assert.ok(!isHealthy({ eventLoopDelayP99Ms: Number.NaN }, alone));
});

test('a cause names figure and limit', () => {
  assert.deepEqual(
    unhealthyBecause({ eventLoopDelayP99Ms: 81.4, throttled: 0.25 }, alone).map((cause) =>
      cause.replaceAll('\u00a0', ' '),
    ),
    ['event-loop delay (p99) 81 ms, must be below 50 ms', 'time throttled by the cgroup 25.0 %, must be below 10 %'],
  );
});
