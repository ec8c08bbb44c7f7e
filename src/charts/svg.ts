import type { EChartsOption } from 'echarts';
import { BarChart, LineChart } from 'echarts/charts';
import { GridComponent, MarkAreaComponent, MarkLineComponent } from 'echarts/components';
import { init, use } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';
import { withCssVariables } from './palette.js';

use([BarChart, LineChart, GridComponent, MarkAreaComponent, MarkLineComponent, SVGRenderer]);

export interface SvgOptions {
  /** CSS pixels. */
  readonly width: number;
  readonly height: number;
  /** Prefix of the ids inside the drawing; unique within a page. Letters, digits and `-`. */
  readonly id: string;
  /** What the drawing shows, for those who do not see it. */
  readonly label: string;
}

/** Draws a chart as SVG text. The same option gives the same text, and its colours are CSS variables with fallbacks. */
export function renderSvg(option: EChartsOption, { width, height, id, label }: SvgOptions): string {
  const chart = init(null, null, { renderer: 'svg', ssr: true, width, height });
  try {
    chart.setOption(option);
    return tidy(withCssVariables(chart.renderToSVGString()), id, label);
  } finally {
    chart.dispose();
  }
}

/** ECharts counts its ids up over the life of the process and adds hover styles: neither belongs into a document that must be repeatable. */
function tidy(svg: string, id: string, label: string): string {
  return svg
    .replace(/<style >.*?<\/style>\s*/s, '')
    .replace(/ class="zr\d+-cls-\d+"/g, '')
    .replace(/ ecmeta_[a-z_]+="[^"]*"/g, '')
    .replace(/ pointer-events="[a-z]+"/g, '')
    .replace(/zr\d+-/g, `${id}-`)
    .replace(/\n+/g, '\n')
    .replace('<svg ', `<svg role="img" aria-label="${escapeAttribute(label)}" `);
}

function escapeAttribute(text: string): string {
  return text.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`);
}
