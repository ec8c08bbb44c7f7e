import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Browser, Page } from '@playwright/test';
import { plainText } from '../../../reporters/format/plain-text.js';
import { htmlReport } from '../../../reporters/html/page.js';
import { hostileModel, hostileText } from '../../unit/reporters/hostile-run.js';
import { withoutDrawings } from '../../unit/reporters/sample-drawings.js';
import { sampleModel } from '../../unit/reporters/sample-run.js';
import { launchChromium } from '../browser/launch.js';
import { contrasts } from './contrasts.js';
import { reportPages } from './report-pages.js';

let browser: Browser;
before(async () => {
  browser = await launchChromium();
});
after(() => browser.close());

async function open(content: string, options: Parameters<Browser['newPage']>[0] = {}): Promise<Page> {
  const page = await browser.newPage(options);
  await page.setContent(content);
  return page;
}

test('the verdict, what held and what broke are on the first screen', async () => {
  const page = await open(reportPages.failed, { viewport: { width: 1100, height: 900 } });
  for (const text of ['Failed', '196', 'What broke first', '16.8 fps', '−30 %']) {
    const box = await page.getByText(text, { exact: false }).first().boundingBox();
    assert.ok(box && box.y + box.height <= 900, `${text} is below the first screen`);
  }
  await page.close();
});

test('a page has landmarks, headings in order, named drawings and tables with heads', async () => {
  const page = await open(reportPages.several);
  const found = await page.evaluate(() => ({
    landmarks: ['header', 'main', 'footer', 'nav'].filter((name) => document.querySelectorAll(name).length !== 1),
    levels: [...document.querySelectorAll('h1,h2,h3')].map((heading) => Number(heading.tagName[1])),
    unnamed: [...document.querySelectorAll('figure svg')].filter((svg) => !svg.getAttribute('aria-label')).length,
    headless: [...document.querySelectorAll('table')].filter((table) => !table.querySelector('thead th')).length,
  }));
  assert.deepEqual(found.landmarks, []);
  assert.equal(found.levels.filter((level) => level === 1).length, 1);
  assert.ok(found.levels.every((level, i) => i === 0 || level <= found.levels[i - 1]! + 1));
  assert.deepEqual([found.unnamed, found.headless], [0, 0]);
  await page.close();
});

for (const colorScheme of ['light', 'dark'] as const)
  test(`text stands out from its background: ${colorScheme}`, async () => {
    for (const content of [reportPages.failed, reportPages.inconclusive]) {
      const page = await open(content, { colorScheme });
      const weak = (await contrasts(page)).filter(({ ratio }) => ratio < 4.5);
      assert.deepEqual(weak, []);
      await page.close();
    }
  });

test('hostile names stay text, and do not widen the page of a phone', async () => {
  const page = await browser.newPage({ viewport: { width: 390, height: 844 } });
  const dialogs: string[] = [];
  page.on('dialog', (dialog) => {
    dialogs.push(dialog.message());
    void dialog.dismiss();
  });
  await page.setContent(htmlReport(hostileModel()));
  const found = await page.evaluate(() => ({
    elements: document.querySelectorAll(
      'script, img:not([src^="data:image/jpeg;base64,"]), iframe, a[href^="javascript"]',
    ).length,
    handlers: [...document.querySelectorAll('*')].filter((element) =>
      element.getAttributeNames().some((name) => name.startsWith('on')),
    ).length,
    title: document.querySelector('h2')?.textContent,
    wide: document.documentElement.scrollWidth - window.innerWidth,
  }));
  assert.deepEqual(
    { ...found, dialogs },
    { elements: 0, handlers: 0, title: plainText(hostileText, 200), wide: 0, dialogs: [] },
  );
  await page.close();
});

test('the cells of a matrix are squares, however long the list beside it', async () => {
  const page = await open(htmlReport(withoutDrawings(sampleModel({ breaksAt: 2, steps: 2, missing: 40 }))), {
    viewport: { width: 1100, height: 900 },
  });
  const { width, height } = (await page.locator('.matrix td').first().boundingBox())!;
  assert.ok(Math.abs(width - height) < 3, `a cell is ${width} × ${height}`);
  await page.close();
});

test('on paper everything is open', async () => {
  const page = await open(reportPages.failed);
  await page.emulateMedia({ media: 'print' });
  const pdf = await page.pdf({ format: 'A4' });
  assert.equal(pdf.subarray(0, 5).toString(), '%PDF-');
  const folded = page.locator('details:not([open]) table').first();
  assert.ok((await folded.boundingBox())!.height > 100);
  await page.close();
});
