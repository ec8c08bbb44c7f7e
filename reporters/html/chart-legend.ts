import { impairedSign } from '../../src/charts/marks.js';
import { type Html, html } from './html.js';

const sample = (content: Html, text: string): Html =>
  html`<li><svg width="26" height="14" viewBox="0 0 26 14" aria-hidden="true">${content}</svg> ${text}</li>
`;

/** What the marks and lines of every chart mean, once for all of them. */
/** @param impaired whether any step bears the sign of impairments */
export const chartLegend = (impaired: boolean): Html => html`<ul class="legend">
${sample(html`<circle cx="13" cy="7" r="4.5" fill="var(--chart-passed)"/>`, 'passed step')}${sample(html`<path d="M13 .5 19.5 7 13 13.5 6.5 7z" fill="var(--chart-failed)"/>`, 'failed step')}${sample(
  html`<rect x="9" y="3" width="8" height="8" fill="var(--chart-paper)" stroke="var(--chart-inconclusive)" stroke-width="2"/>`,
  'inconclusive step',
)}${sample(html`<path d="M0 7H26" stroke="var(--chart-line)" stroke-width="2"/>`, 'judged value')}${sample(
  html`<path d="M0 7H26" stroke="var(--chart-line)" stroke-width="1.25" stroke-dasharray="4 3"/>`,
  'median',
)}${sample(html`<rect width="26" height="14" fill="var(--chart-band)" opacity=".35"/>`, 'p5 to p95')}${sample(
  html`<path d="M0 7H26" stroke="var(--chart-threshold)" stroke-width="1.5" stroke-dasharray="5 3"/>`,
  'threshold',
)}${sample(html`<rect width="26" height="14" fill="var(--chart-failed)" opacity=".15"/>`, 'knee: last passed to first failed')}${impaired ? html`<li>${impairedSign} participants with impaired networks</li>` : null}</ul>`;
