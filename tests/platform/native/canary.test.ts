import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { HealthMonitor } from '../../../src/generator/health/health-monitor.js';
import { Canary } from '../../../src/participants/native/canary.js';

let canary: Canary;

before(async () => {
  canary = await Canary.start();
});
after(() => canary.close());

/** Lets it send for a while. */
async function hold(milliseconds: number) {
  canary.begin();
  await sleep(milliseconds);
  return canary.take();
}

const total = (slots: Uint32Array) => slots.reduce((sum, count) => sum + count, 0);

test('sends to itself without loss, in time, and only between begin and take', async () => {
  const { sent, received, latenessMs } = await hold(2000);
  assert.ok(sent >= 10 && sent <= 20, `${sent}`);
  assert.equal(received, sent);
  assert.equal(total(latenessMs), received);
  await sleep(200);
  assert.equal((await hold(0)).received, 0);
});

test('a process that stands still is late', async () => {
  canary.begin();
  await sleep(300);
  const end = performance.now() + 300;
  while (performance.now() < end);
  await sleep(300);
  const { latenessMs } = canary.take();
  assert.ok(total(latenessMs.subarray(150)) >= 1 && total(latenessMs.subarray(50)) >= 2, `${latenessMs}`);
});

test('a hold tells its lateness and loss, and is still told without a canary', async () => {
  const monitor = new HealthMonitor(canary);
  monitor.begin();
  await sleep(1500);
  const health = monitor.take();
  assert.equal(health.canaryLoss, 0);
  assert.ok(health.canaryLatenessP99Ms! >= 0);
  assert.equal(health.socketDrops, 0);
  monitor.end();
  const without = new HealthMonitor();
  without.begin();
  const bare = without.take();
  assert.ok(!('canaryLoss' in bare) && !('canaryLatenessP99Ms' in bare));
  without.end();
});
