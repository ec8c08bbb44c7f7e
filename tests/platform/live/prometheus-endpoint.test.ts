import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { setTimeout } from 'node:timers/promises';
import { PrometheusEndpoint } from '../../../reporters/live/prometheus-endpoint.js';
import { freePort } from '../../free-port.js';

/** Of a Prometheus that comes regularly: the time between two scrapes is what the endpoint goes by. */
const gapMs = 1_500;

async function endpoint() {
  const port = await freePort();
  let asked = 0;
  const served = await PrometheusEndpoint.start(port, '127.0.0.1', () => `asked ${++asked} times\n`);
  const scrape = async () => (await fetch(`http://127.0.0.1:${port}/metrics`)).text();
  return { served, scrape };
}

describe('the endpoint for Prometheus', () => {
  it('waits at the end for the next scrape of whoever comes regularly', async (t) => {
    const { served, scrape } = await endpoint();
    t.after(() => served.close());
    await scrape();
    await setTimeout(gapMs);
    await scrape();
    // Somebody who looks in between makes its next scrape come no sooner.
    await scrape();
    const startedAt = performance.now();
    let over = false;
    const last = served.lastScrape().then(() => {
      over = true;
    });
    await setTimeout(gapMs / 5);
    assert.equal(over, false);
    assert.equal(await scrape(), 'asked 4 times\n');
    await last;
    const tookMs = performance.now() - startedAt;
    assert.ok(tookMs < gapMs, `${tookMs} ms`);
  });

  it('waits for nobody who does not come', async (t) => {
    const { served, scrape } = await endpoint();
    t.after(() => served.close());
    await served.lastScrape();
    await scrape();
    await served.lastScrape();
    await scrape();
    const startedAt = performance.now();
    await served.lastScrape();
    assert.ok(performance.now() - startedAt < 5_000);
  });
});
