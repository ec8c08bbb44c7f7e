import { renderSvg } from '../../src/charts/svg.js';
import { plainText } from '../format/plain-text.js';
import { html, trusted } from '../html/html.js';
import type { Comparison } from './compare-runs.js';
import { picturesOf } from './pictures.js';

const width = 720;
const height = 240;
const heading = 36;
const caption = 24;

/** The comparison as one picture: the charts of every scenario below each other. */
export function compareSvg({ scenarios }: Comparison): string {
  let y = 0;
  let count = 0;
  const parts = scenarios.flatMap((scenario) => {
    const pictures = picturesOf(scenario);
    if (pictures.length === 0) return [];
    const title = html`<text x="12" y="${y + 24}" font-size="17" font-weight="600" fill="#1d2733">${plainText(scenario.title, 80)}</text>`;
    y += heading;
    const drawn = pictures.map(({ caption: text, option }) => {
      const at = y;
      y += caption + height;
      const drawing = renderSvg(option, { width, height, id: `chart-${++count}`, label: text });
      return html`<text x="12" y="${at + 16}" font-size="13" fill="#5b6775">${text}</text>
${trusted(standalone(drawing, at + caption))}`;
    });
    return [title, ...drawn];
  });
  const page = html`<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${y + 12}" viewBox="0 0 ${width} ${y + 12}" font-family="system-ui, sans-serif">
<rect width="100%" height="100%" fill="#fefefe"/>
${parts}
</svg>
`;
  return page.markup;
}

/** A drawing within a drawing, at its place; colours as they are, because outside a page nobody sets variables. */
const standalone = (svg: string, y: number): string =>
  svg.replace('<svg ', `<svg y="${y}" `).replace(/var\(--chart-[a-z]+, (#[0-9a-f]+)\)/g, '$1');
