import assert from 'node:assert/strict';
import { mkdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { after, before, test } from 'node:test';
import type { Browser } from '@playwright/test';
import { launchChromium } from '../browser/launch.js';
import { reportPages } from './report-pages.js';

const folder = path.resolve('test-results/report-screenshots');
const desk = { width: 1100, height: 900 };
const phone = { width: 390, height: 844 };

let browser: Browser;
before(async () => {
  browser = await launchChromium();
  await mkdir(folder, { recursive: true });
});
after(() => browser.close());

const shots = [
  { name: 'passed', page: reportPages.passed, size: desk, colours: 'light' },
  { name: 'failed', page: reportPages.failed, size: desk, colours: 'light' },
  { name: 'inconclusive', page: reportPages.inconclusive, size: desk, colours: 'light' },
  { name: 'several', page: reportPages.several, size: desk, colours: 'light' },
  { name: 'dark', page: reportPages.capacity, size: desk, colours: 'dark' },
  { name: 'baseline', page: reportPages.baseline, size: desk, colours: 'light' },
  { name: 'churn', page: reportPages.churn, size: desk, colours: 'light' },
  { name: 'large', page: reportPages.large, size: desk, colours: 'light' },
  { name: 'dark-failed', page: reportPages.failed, size: desk, colours: 'dark' },
  { name: 'phone', page: reportPages.failed, size: phone, colours: 'light' },
] as const;

for (const { name, page: content, size, colours } of shots)
  test(`the report draws itself: ${name}`, async () => {
    const page = await browser.newPage({ viewport: size, colorScheme: colours });
    const troubles: string[] = [];
    page.on('console', (message) => troubles.push(message.text()));
    page.on('pageerror', (error) => troubles.push(error.message));
    page.on('request', (request) => troubles.push(request.url()));
    await page.setContent(content);
    await page.locator('html.scripted').waitFor();
    for (const figure of await page.locator('figure[data-chart]').all()) {
      await figure.scrollIntoViewIfNeeded();
      await figure.locator('.live svg').waitFor();
    }
    await page.evaluate(() => window.scrollTo(0, 0));
    const file = path.join(folder, `${name}.png`);
    await page.screenshot({ path: file, fullPage: true });
    assert.deepEqual(troubles, []);
    assert.ok((await stat(file)).size > 20_000);
    const [content_, screen] = await page.evaluate(() => [document.documentElement.scrollWidth, window.innerWidth]);
    assert.ok(content_! <= screen!, `the page is ${content_} px wide on a screen of ${screen} px`);
    await page.close();
  });
