import type { StreamFault } from '../../src/model/figures.js';
import { faultText, faultWord } from '../format/fault.js';
import { type Html, html } from './html.js';

/** Sessions with more participants are listed, not drawn. */
const largest = 16;
const signs = { missing: '✗', 'wrong-publisher': '≠', frozen: '‖', 'low-frame-rate': '▽' } as const;

/** Who could not see or hear whom in one session: senders down, receivers across. Null when the session is too large to draw. */
export function faultMatrix(caption: string, faults: readonly StreamFault[], participants: number): Html | null {
  const size = Math.max(participants, ...faults.map(({ from, to }) => Math.max(from, to) + 1));
  if (size > largest) return null;
  const indexes = Array.from({ length: size }, (_, i) => i);
  const kinds = [...new Set(faults.map(({ fault }) => fault))];
  const row = (from: number) => html`<tr><th scope="row">${from}</th>${indexes.map((to) => cell(faults, from, to))}</tr>
`;
  return html`<table class="matrix"><caption>${caption}<br><span class="muted">${kinds.map((kind) => `${signs[kind]} ${faultWord(kind)}`).join('  ')}</span></caption>
<thead><tr><th scope="col"><span aria-label="from, down; to, across">↓→</span></th>${indexes.map((to) => html`<th scope="col">${to}</th>`)}</tr></thead>
<tbody>${indexes.map(row)}</tbody></table>`;
}

function cell(faults: readonly StreamFault[], from: number, to: number): Html {
  const here = faults.filter((fault) => fault.from === from && fault.to === to);
  const [worst] = here;
  if (!worst) return html`<td class="${from === to ? 'self' : ''}"></td>`;
  const texts = here.map(faultText).join('; ');
  return html`<td class="fault ${worst.fault}" title="${texts}">${signs[worst.fault]}</td>`;
}
