import type { Page } from '@playwright/test';

/** Contrast of a text with what is behind it, by WCAG 2. */
export interface Contrast {
  readonly text: string;
  readonly ratio: number;
}

/** The contrast of every text on a page. */
export async function contrasts(page: Page): Promise<Contrast[]> {
  // No function has a name in here: the compiler would mark it with a helper that the page does not have.
  const texts = await page.evaluate(() => {
    const found: { text: string; ink: string; behind: string[] }[] = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const text = node.textContent?.trim() ?? '';
      if (text === '' || !node.parentElement) continue;
      const style = getComputedStyle(node.parentElement);
      const behind: string[] = [];
      for (let at: Element | null = node.parentElement; at; at = at.parentElement)
        behind.push(getComputedStyle(at).backgroundColor);
      found.push({
        text: text.slice(0, 40),
        ink: node.parentElement instanceof SVGElement ? style.fill : style.color,
        behind,
      });
    }
    return found;
  });
  return texts.map(({ text, ink, behind }) => {
    const ground = behind.map(channels).find(([, , , alpha = 1]) => alpha > 0) ?? [255, 255, 255];
    const [high, low] = [luminance(channels(ink)), luminance(ground)].sort((a, b) => b - a) as [number, number];
    return { text, ratio: (high + 0.05) / (low + 0.05) };
  });
}

/** Red, green, blue and, if given, alpha of a computed colour. */
const channels = (colour: string): number[] => (colour.match(/[\d.]+/g) ?? []).map(Number);

function luminance([red = 0, green = 0, blue = 0]: readonly number[]): number {
  const [r, g, b] = [red, green, blue].map((channel) => {
    const share = channel / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number];
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}
