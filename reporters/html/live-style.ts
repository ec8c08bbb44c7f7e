/** The style of what answers to pointer and keyboard. Without script nothing of it is on the page. */
export const liveStyle = `
[hidden] { display: none !important; }
.unseen { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.filters { display: flex; flex-wrap: wrap; gap: .75rem 1.5rem; align-items: end; margin-top: 2.5rem; padding: .9rem 1rem; background: var(--raised); border-radius: 6px; }
.choice { display: inline-flex; flex-direction: column; gap: .2rem; font-size: .8125rem; color: var(--muted); max-width: 100%; }
.filters p { align-self: center; font-size: .875rem; }
.heat-tools:not(:empty) { display: flex; flex-wrap: wrap; gap: .75rem 1.25rem; margin-bottom: .75rem; }
select, button { font: inherit; font-size: .9375rem; color: var(--ink); background: var(--paper); border: 1px solid var(--control); border-radius: 5px; padding: .25rem .5rem; max-width: min(17rem, 100%); }
.heat-tools select { max-width: 100%; }
button { cursor: pointer; }
select:focus-visible, button:focus-visible, .live:focus-visible, .heat-view:focus-visible, .enlarged:focus-visible { outline: 2px solid var(--chart-line); outline-offset: 2px; }
figcaption { display: flex; justify-content: space-between; align-items: baseline; gap: .5rem; min-height: 1.5rem; }
.enlarge { flex: none; margin-left: auto; white-space: nowrap; font-size: .75rem; font-weight: 400; color: var(--muted); border-color: transparent; background: none; padding: 0 .25rem; text-decoration: underline; text-underline-offset: .15em; }
.enlarge:hover { color: var(--ink); }
figure .live, figure .empty { display: none; }
@media screen {
  figure.is-live .live { display: block; position: relative; } figure.is-live .drawn { display: none; }
  figure.is-live.is-empty .live { display: none; } figure.is-live.is-empty .empty { display: block; color: var(--muted); font-size: .875rem; padding: 2rem 0; }
}
.canvas { width: 100%; height: 100%; }
.live .canvas svg, .enlarged .canvas svg { width: auto; height: auto; }
.tip { z-index: 5; pointer-events: none; }
.reading { background: var(--paper); color: var(--ink); border: 1px solid var(--control); border-radius: 6px; padding: .5rem .7rem; font: 400 .8125rem/1.4 inherit; font-family: inherit; white-space: normal; box-shadow: 0 2px 10px #0003; max-width: 20rem; }
.reading + .reading { margin-top: .35rem; }
.reading dl { display: grid; grid-template-columns: max-content max-content; gap: 0 1rem; margin-top: .25rem; font-variant-numeric: tabular-nums; }
.reading dt { color: var(--muted); } .reading dd { text-align: right; }
.heat-map { position: relative; } .heat-map > .tip { position: absolute; }
.heat-view { overflow: hidden; }
.cell-cursor { fill: none; stroke: var(--ink); stroke-width: 2; }
dialog { width: min(76rem, 96vw); border: 1px solid var(--control); border-radius: 8px; background: var(--paper); color: var(--ink); padding: 1rem 1.25rem; }
dialog::backdrop { background: #0008; }
dialog header { display: flex; justify-content: space-between; gap: 1rem; align-items: center; margin-bottom: .75rem; }
.enlarged { height: min(34rem, 75vh); position: relative; }
@media print { .filters, .heat-tools, .enlarge, dialog, .tip { display: none !important; } }
`;
