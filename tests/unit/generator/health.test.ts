import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { HealthMonitor } from '../../../src/generator/health/health-monitor.js';
import { readMachineCounters } from '../../../src/generator/health/machine-counters.js';

const files = (of: Record<string, string>) => (path: string) => of[path];

describe('readMachineCounters', () => {
  it('reads the kernel’s totals', () => {
    const counters = readMachineCounters(
      files({
        '/proc/self/schedstat': '5000000000 250000000 1234\n',
        '/proc/self/cgroup': '0::/user.slice/job\n',
        '/sys/fs/cgroup/user.slice/job/cpu.stat': 'usage_usec 1\nnr_throttled 3\nthrottled_usec 70000\n',
        '/proc/stat': 'cpu  100 5 50 800 20 0 5 0 30 0\ncpu0 1 2 3\n',
      }),
    );
    assert.deepEqual(counters, { runQueueWaitMs: 250, throttledMs: 70, idle: 820, total: 980 });
  });

  it('reads the throttling of a cgroup of version 1', () => {
    const counters = readMachineCounters(
      files({
        '/proc/self/cgroup': '9:name=systemd:/\n4:cpu,cpuacct:/docker/x\n',
        '/sys/fs/cgroup/cpu,cpuacct/docker/x/cpu.stat': 'nr_periods 9\nthrottled_time 90000000\n',
      }),
    );
    assert.deepEqual(counters, { throttledMs: 90 });
  });

  it('leaves out what the system does not tell', () => {
    assert.deepEqual(
      readMachineCounters(() => undefined),
      {},
    );
  });
});

describe('HealthMonitor', () => {
  it('reads a blocked event loop as delay', async () => {
    const monitor = new HealthMonitor();
    monitor.begin();
    // The histogram needs a turn of the loop before and after the block.
    await new Promise((resolve) => setTimeout(resolve, 30));
    const end = performance.now() + 200;
    while (performance.now() < end);
    await new Promise((resolve) => setTimeout(resolve, 30));
    const health = monitor.take();
    monitor.end();
    assert.ok(
      health.eventLoopDelayP99Ms !== undefined && health.eventLoopDelayP99Ms >= 150,
      `${health.eventLoopDelayP99Ms}`,
    );
    assert.ok(health.memoryMb !== undefined && health.memoryMb > 10);
  });
});
