import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Browser, Locator, Page } from '@playwright/test';
import { htmlReport } from '../../../reporters/html/page.js';
import { hostileModel } from '../../unit/reporters/hostile-run.js';
import { sampleModel } from '../../unit/reporters/sample-run.js';
import { launchChromium } from '../browser/launch.js';
import { bundledScript } from './bundled-script.js';

const several = sampleModel(
  { breaksAt: 5, missing: 2 },
  { title: 'webinar', topology: { type: 'n-to-m', publishers: 2, subscribers: 5 }, steps: 3 },
);

let browser: Browser;
let script: string;
before(async () => {
  [browser, script] = await Promise.all([launchChromium(), bundledScript()]);
});
after(() => browser.close());

/** Opens a page that must neither complain nor ask for anything. */
async function open(content: string, options: Parameters<Browser['newPage']>[0] = {}): Promise<Page> {
  const page = await browser.newPage({ viewport: { width: 1100, height: 900 }, ...options });
  page.on('pageerror', (error) => troubles.push(error.message));
  page.on('console', (message) => troubles.push(message.text()));
  page.on('request', (request) => troubles.push(request.url()));
  page.on('dialog', (dialog) => {
    troubles.push(dialog.message());
    void dialog.dismiss();
  });
  await page.setContent(content);
  await page.locator('html.scripted').waitFor();
  return page;
}
const troubles: string[] = [];
const textOf = async (of: Locator): Promise<string> => ((await of.textContent()) ?? '').replaceAll('\u00a0', ' ');
const article = (page: Page, at: number) => page.locator('article').nth(at);

test('charts answer to pointer and keyboard, grow on demand, and nothing complains', async () => {
  const page = await open(htmlReport(several, script));
  const figure = article(page, 0).locator('figure[data-chart]').first();
  await figure.scrollIntoViewIfNeeded();
  const live = figure.locator('.live');
  const box = (await live.boundingBox())!;
  await page.mouse.move(box.x + box.width * 0.97, box.y + box.height / 2);
  const tip = live.locator('.reading').first();
  await tip.waitFor();
  assert.match(await textOf(tip), /Step 5, 245 media connections: failedp516\.8 fps/);
  await live.focus();
  await page.keyboard.press('Home');
  await page.keyboard.press('ArrowRight');
  assert.match(await textOf(live.locator('[aria-live]')), /^Step 2, 98 media connections: passed\. p5 /);
  await figure.getByRole('button', { name: /^Enlarge/ }).click();
  const dialog = page.getByRole('dialog');
  await dialog.locator('svg').waitFor();
  await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'detached' });
  assert.deepEqual(troubles.splice(0), []);
  await page.close();
});

test('the matrix shows any step, and opens the evidence of a broken stream', async () => {
  const page = await open(htmlReport(several, script));
  const map = article(page, 0).locator('.heat-map');
  await map.scrollIntoViewIfNeeded();
  const title = map.locator('.heat-title');
  await map.getByLabel('Step', { exact: true }).selectOption({ index: 0 });
  await page.waitForFunction(() =>
    document.querySelector('.heat-title')?.textContent?.startsWith('Step 1: 1 session, 84 streams'),
  );
  await map.getByLabel('Step', { exact: true }).selectOption({ index: 4 });
  await map.getByLabel('Media', { exact: true }).selectOption('video');
  await page.waitForFunction(() => document.querySelector('.heat-title')?.textContent?.includes('210 streams'));
  assert.match(await textOf(title), /^Step 5: 5 sessions, 210 streams, \d missing or bad$/);
  const view = map.locator('.heat-view');
  await view.focus();
  await page.keyboard.press('ArrowRight');
  assert.match(await textOf(map.locator('.tip')), /Session 4: participant 4 to 0video: frame rate too low/);
  await page.keyboard.press('Enter');
  const opened = article(page, 0).locator('[data-stream="4/4/0/video"] details');
  await opened.locator('dl').waitFor();
  assert.equal(await opened.evaluate((details) => details.contains(document.activeElement)), true);
  assert.deepEqual(troubles.splice(0), []);
  await page.close();
});

test('filters leave out scenarios and participants', async () => {
  const page = await open(htmlReport(several, script));
  const filters = page.getByRole('form', { name: 'Filters' });
  await filters.getByLabel('Topology', { exact: true }).selectOption({ index: 2 });
  assert.deepEqual(await page.locator('article:not([hidden]) h2').allInnerTexts(), ['webinar']);
  assert.match(await textOf(filters), /1 of 2 scenarios/);
  await filters.getByLabel('Topology', { exact: true }).selectOption({ index: 0 });
  await filters.getByLabel('Verdict', { exact: true }).selectOption('failed');
  assert.deepEqual(await page.locator('article:not([hidden]) h2').allInnerTexts(), ['rooms of 7']);
  await filters.getByLabel('Participants', { exact: true }).selectOption('browser');
  const map = article(page, 0).locator('.heat-map');
  await map.scrollIntoViewIfNeeded();
  await page.waitForFunction(() => document.querySelector('.heat-title')?.textContent?.includes('12 streams'));
  assert.match(await textOf(filters), /steps and the course over time are of all\./);
  const kinds = (of: string) =>
    article(page, 0)
      .locator(of)
      .evaluateAll((rows) => [...new Set(rows.map((row) => (row as HTMLElement).dataset.kind))].sort());
  assert.deepEqual(await kinds('table.metrics tr[data-kind]:not([hidden])'), ['browser']);
  assert.deepEqual(await kinds('table.metrics tr[data-kind][hidden]'), ['all', 'native']);
  // Native participants alone measure the loss before repair.
  const jitter = article(page, 0).locator('figure[data-metric="video.jitter"] .live');
  await article(page, 0).locator('figure[data-metric="video.jitter"]').scrollIntoViewIfNeeded();
  await jitter.focus();
  await page.keyboard.press('End');
  assert.match(await textOf(jitter.locator('[aria-live]')), /^Step 5/);
  assert.deepEqual(troubles.splice(0), []);
  await page.close();
});

test('a name from outside stays text in the living page, too', async () => {
  const page = await open(htmlReport(hostileModel(), script), { viewport: { width: 390, height: 844 } });
  const map = page.locator('.heat-map');
  await map.scrollIntoViewIfNeeded();
  await map.locator('.heat-view').focus();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Enter');
  for (const figure of await page.locator('figure[data-chart]').all()) await figure.scrollIntoViewIfNeeded();
  const found = await page.evaluate(() => ({
    scripts: document.querySelectorAll('script').length,
    foreign: document.querySelectorAll('img:not([src^="data:image/jpeg;base64,"]), iframe, a[href^="javascript"]')
      .length,
    handlers: [...document.querySelectorAll('*')].filter((of) =>
      of.getAttributeNames().some((name) => name.startsWith('on')),
    ).length,
    wide: document.documentElement.scrollWidth - window.innerWidth,
  }));
  assert.deepEqual(found, { scripts: 2, foreign: 0, handlers: 0, wide: 0 });
  assert.deepEqual(troubles.splice(0), []);
  await page.close();
});

test('another script than the report’s own does not run', async () => {
  const page = await browser.newPage();
  await page.setContent(
    htmlReport(several, script).replace('</main>', '<script>document.title = "foreign"</script></main>'),
  );
  await page.locator('html.scripted').waitFor();
  assert.notEqual(await page.title(), 'foreign');
  await page.close();
});

test('on paper the written drawings stand in place of the living ones', async () => {
  const page = await open(htmlReport(several, script));
  await page.locator('figure[data-chart]').first().scrollIntoViewIfNeeded();
  await page.locator('figure.is-live').first().waitFor();
  await page.emulateMedia({ media: 'print' });
  const figure = page.locator('figure.is-live').first();
  assert.equal(await figure.locator('.live').isVisible(), false);
  assert.equal(await figure.locator('svg[role=img]').first().isVisible(), true);
  await page.close();
});
