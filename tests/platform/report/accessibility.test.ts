import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, Page } from '@playwright/test';
import { htmlReport } from '../../../reporters/html/page.js';
import { sampleModel } from '../../unit/reporters/sample-run.js';
import { launchChromium } from '../browser/launch.js';
import { bundledScript } from './bundled-script.js';

const model = sampleModel(
  { breaksAt: 5, missing: 2 },
  { title: 'webinar', busy: { generator: 2, fromStep: 3 }, steps: 3 },
);

let browser: Browser;
let script: string;
before(async () => {
  [browser, script] = await Promise.all([launchChromium(), bundledScript()]);
});
after(() => browser.close());

async function violations(page: Page): Promise<string[]> {
  const found = await new AxeBuilder({ page }).analyze();
  return found.violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 160)}`));
}

for (const colorScheme of ['light', 'dark'] as const)
  for (const scripted of [true, false])
    test(`axe finds nothing: ${colorScheme}, ${scripted ? 'with its script' : 'without'}`, async () => {
      // axe itself runs as a script, which the policy of the page forbids.
      const context = await browser.newContext({
        colorScheme,
        viewport: { width: 1100, height: 900 },
        bypassCSP: true,
      });
      const page = await context.newPage();
      await page.setContent(htmlReport(model, scripted ? script : ''));
      if (scripted) {
        await page.locator('html.scripted').waitFor();
        for (const figure of await page.locator('figure[data-chart]').all()) await figure.scrollIntoViewIfNeeded();
        await page.locator('figure.is-live').first().waitFor();
      }
      assert.deepEqual(await violations(page), []);
      await context.close();
    });

test('the keyboard reaches everything that answers, in the order of the page, and shows where it is', async () => {
  const page = await browser.newPage({ viewport: { width: 1100, height: 900 } });
  await page.setContent(htmlReport(model, script));
  await page.locator('html.scripted').waitFor();
  const wanted = await page.evaluate(
    () => [...document.querySelectorAll('select')].filter((of) => of.getClientRects().length > 0).length,
  );
  const seen = new Set<string>();
  let selects = 0;
  let last = -1;
  for (let presses = 0; presses < 200; presses++) {
    await page.keyboard.press('Tab');
    const at = await page.evaluate(() => {
      const element = document.activeElement;
      if (!(element instanceof HTMLElement) || element === document.body) return null;
      const style = getComputedStyle(element);
      return {
        tag: element.tagName,
        kind: element.className,
        place: [...document.querySelectorAll('*')].indexOf(element),
        outlined: style.outlineStyle !== 'none' && style.outlineWidth !== '0px',
      };
    });
    if (at === null) break;
    assert.ok(at.place > last, 'the order of the page');
    assert.ok(at.outlined, `${at.tag} ${at.kind} does not show that it has the focus`);
    last = at.place;
    if (at.tag === 'SELECT') selects += 1;
    seen.add(at.tag === 'DIV' ? at.kind : at.tag);
  }
  assert.equal(selects, wanted);
  for (const kind of ['A', 'SUMMARY', 'BUTTON', 'live', 'heat-view', 'scroll'])
    assert.ok(seen.has(kind), `${kind} is not reached`);
  await page.close();
});
