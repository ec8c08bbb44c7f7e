import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { PrometheusEndpoint } from '../../../reporters/live/prometheus-endpoint.js';
import { freePort } from '../../free-port.js';

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
    await scrape();
    const last = served.lastScrape();
    const state = () => Promise.race([last.then(() => 'over'), Promise.resolve('waits')]);
    assert.equal(await state(), 'waits');
    assert.equal(await scrape(), 'asked 3 times\n');
    await last;
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
