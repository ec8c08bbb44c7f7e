const light = `
  --paper: #fcfcfa; --raised: #f4f4f0; --ink: #1d2733; --muted: #5b6775; --rule: #dfe3e8; --cell: #ebedea; --control: #8b95a1;
  --passed: #25703f; --failed: #b92f18; --inconclusive: #85630b;
  --chart-ink: var(--ink); --chart-muted: var(--muted); --chart-grid: #e6e9ee; --chart-line: #2f5d8a; --chart-band: #8fb3d6;
  --chart-passed: #2e8b57; --chart-failed: #c8371f; --chart-inconclusive: #a07a14; --chart-threshold: #9a4a12; --chart-paper: var(--paper);
  --heat-good: #d5e6da; --heat-fair: #f2d98d; --heat-poor: #e39a4c; --heat-weak: #b3541e; --heat-fault: #8f1d0c; --heat-mark: #fff; --heat-unknown: #c9ced4;`;

const dark = `
  --paper: #14181d; --raised: #1c2229; --ink: #e4e8ec; --muted: #9ba7b4; --rule: #2d353e; --cell: #242b33; --control: #6d7884;
  --passed: #62c48b; --failed: #ff8268; --inconclusive: #ddb64f;
  --chart-ink: var(--ink); --chart-muted: var(--muted); --chart-grid: #28303a; --chart-line: #86b5e4; --chart-band: #4f7ba8;
  --chart-passed: #62c48b; --chart-failed: #ff7d62; --chart-inconclusive: #ddb64f; --chart-threshold: #e2a06a; --chart-paper: var(--paper);
  --heat-good: #2c4a3a; --heat-fair: #8a7430; --heat-poor: #c98a3a; --heat-weak: #ee9f6b; --heat-fault: #ff6d4f; --heat-mark: #14181d; --heat-unknown: #4a535d;`;

/** The page's whole style. */
export const style = `
:root { color-scheme: light dark; ${light} }
@media (prefers-color-scheme: dark) { :root { ${dark} } }
* { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; }
body { margin: 0 auto; padding: 2.5rem 1.5rem 4rem; max-width: 66rem; background: var(--paper); color: var(--ink);
  font: 400 1rem/1.55 ui-sans-serif, system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", "Noto Sans", sans-serif; overflow-wrap: anywhere; }
h1, h2, h3, p, ul, ol, dl, dd, figure { margin: 0; padding: 0; }
h1 { font-size: clamp(2.5rem, 8vw, 4rem); line-height: 1.1; font-weight: 700; letter-spacing: -.02em; }
h2 { font-size: 1.6rem; line-height: 1.25; font-weight: 650; letter-spacing: -.01em; }
h3 { font-size: 1rem; font-weight: 650; margin-bottom: .5rem; }
code, pre { font-family: ui-monospace, "SF Mono", Menlo, Consolas, monospace; font-size: .875em; }
pre { background: var(--raised); padding: .75rem 1rem; border-radius: 6px; white-space: pre-wrap; max-height: 30rem; overflow: auto; margin: 0; }
a { color: inherit; text-underline-offset: .15em; }
ul, ol { list-style: none; }
section { margin-top: 2.25rem; }
.muted, .facts, .topology { color: var(--muted); }
.facts { margin-top: .75rem; }
body.passed h1 { color: var(--passed); }
body.failed h1 { color: var(--failed); }
body.inconclusive h1 { color: var(--inconclusive); }
.notice { margin-top: 1.25rem; padding: .6rem 1rem; border-left: 3px solid var(--inconclusive); background: var(--raised); }
.badge { white-space: nowrap; font-weight: 600; }
.badge.passed { color: var(--passed); } .badge.failed { color: var(--failed); } .badge.inconclusive { color: var(--inconclusive); }
.overview { margin-top: 1.75rem; border-top: 1px solid var(--rule); }
.overview li { padding: .7rem 0; border-bottom: 1px solid var(--rule); }
.overview a { font-weight: 650; margin-right: .5rem; }
.overview .answer { display: block; color: var(--muted); }
.comparison { margin-top: 1.5rem; max-width: 35rem; }
article { margin-top: 3.5rem; padding-top: 2rem; border-top: 2px solid var(--ink); }
.title { display: flex; flex-wrap: wrap; gap: .25rem 1rem; align-items: baseline; justify-content: space-between; }
.top { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(26rem, 100%), 1fr)); gap: 0 3.5rem; }
.top > section { min-width: 0; margin-top: 1.75rem; }
.answer-block h3 { color: var(--muted); font-weight: 500; margin-bottom: .25rem; }
.figures { display: flex; flex-wrap: wrap; gap: .5rem clamp(1.1rem, 4vw, 2.5rem); align-items: flex-end; }
.figures dd { font-size: clamp(1.9rem, 5vw, 2.6rem); line-height: 1.15; font-weight: 650; letter-spacing: -.02em; font-variant-numeric: tabular-nums; }
.figures div:first-child dd { font-size: clamp(2.6rem, 8vw, 4rem); }
.figures dt { color: var(--muted); }
.none { font-size: 2.6rem; font-weight: 650; }
.limit { margin-top: .75rem; max-width: 46rem; }
.reasons { max-width: 56rem; }
.reasons li { padding-left: 1.1rem; position: relative; margin-top: .3rem; }
.reasons li::before { content: "–"; position: absolute; left: 0; color: var(--muted); }
.scroll { overflow-x: auto; }
.scroll:focus-visible, summary:focus-visible, a:focus-visible { outline: 2px solid var(--chart-line); outline-offset: 2px; }
table { border-collapse: collapse; font-size: .9375rem; font-variant-numeric: tabular-nums; overflow-wrap: normal; }
.scroll > table { width: 100%; }
th, td { padding: .4rem .75rem; text-align: left; vertical-align: baseline; border-bottom: 1px solid var(--rule); font-weight: 400; }
th:first-child, td:first-child { padding-left: 0; } th:last-child, td:last-child { padding-right: 0; }
thead th { color: var(--muted); font-size: .8125rem; line-height: 1.3; vertical-align: bottom; border-bottom-color: var(--muted); }
.number { text-align: right; } td.number { white-space: nowrap; }
tr.unhealthy > * { color: var(--inconclusive); font-weight: 600; }
.found { color: var(--failed); font-weight: 650; }
.breaches td.found { font-size: 1.125rem; } .breaches code { display: block; }
.reasons + .scroll { margin-top: .9rem; } .against { max-width: 62rem; } .outcome { white-space: nowrap; font-weight: 600; } .outcome.worse { color: var(--failed); } .outcome.better { color: var(--passed); } .outcome.same, .outcome.unclear { color: var(--muted); font-weight: 400; }
figcaption { font-weight: 600; font-size: .9375rem; margin-bottom: .25rem; }
figcaption .muted { font-weight: 400; }
figure svg { display: block; width: 100%; height: auto; }
.charts { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(19rem, 100%), 1fr)); gap: 1.75rem 2rem; margin: 1.75rem 0 1rem; }
.on-narrow { display: none; }
.legend { display: flex; flex-wrap: wrap; gap: .25rem 1.25rem; color: var(--muted); font-size: .8125rem; margin-bottom: 1.25rem; }
.legend svg { vertical-align: -.15em; }
.broken { display: flex; flex-wrap: wrap; align-items: flex-start; gap: 1rem 3rem; }
.matrices { display: flex; flex-wrap: wrap; align-items: flex-start; gap: 1.5rem 2.5rem; }
.matrices:empty { display: none; }
.broken .names { flex: 1 1 22rem; }
.matrix caption { text-align: left; font-size: .8125rem; margin-bottom: .4rem; }
.matrix th, .matrix td, .matrix th:first-child, .matrix td:last-child, .matrix th:last-child { width: 1.75rem; height: 1.75rem; padding: 0; text-align: center; vertical-align: middle; }
.matrix { border-collapse: separate; border-spacing: 1px; }
.matrix td { background: var(--cell); border: 0; border-radius: 2px; }
.matrix th { color: var(--muted); font-size: .8125rem; border: 0; }
.matrix .self { background: none; }
.matrix .fault { color: var(--paper); background: var(--failed); font-weight: 700; }
.matrix .low-frame-rate { background: var(--inconclusive); }
.heat-view svg { display: block; max-width: 100%; height: auto; }
.heat-title { font-size: .9375rem; margin-bottom: .75rem; color: var(--muted); }
.heat-map .legend { margin: .9rem 0 1.25rem; }
.heat text { font-size: 10px; fill: var(--muted); }
.cell-none { fill: var(--cell); opacity: .45; } .cell-good { fill: var(--heat-good); } .cell-fair { fill: var(--heat-fair); } .cell-poor { fill: var(--heat-poor); }
.cell-weak { fill: var(--heat-weak); } .cell-fault { fill: var(--heat-fault); } .cell-unknown { fill: var(--heat-unknown); }
.cell-mark { fill: none; stroke: var(--heat-mark); stroke-width: 1.5; }
.names { font-size: .9375rem; }
.names li { padding: .15rem 0; }
.evidence { border: 0; padding: 0; }
.evidence dl { display: grid; grid-template-columns: max-content minmax(0, 1fr); gap: .15rem 1rem; margin: .4rem 0 .8rem 1.1rem; font-size: .875rem; }
.evidence dt { color: var(--muted); } .evidence dd { margin: 0; overflow-wrap: anywhere; font-variant-numeric: tabular-nums; }
.evidence img { display: block; margin: 0 0 .8rem 1.1rem; border: 1px solid var(--rule); max-width: 100%; }
details { border-bottom: 1px solid var(--rule); padding: .5rem 0; }
details > :not(summary) { margin-top: .75rem; }
summary { cursor: pointer; }
footer { margin-top: 4rem; padding-top: 2rem; border-top: 1px solid var(--rule); }
.run { margin: 1rem 0; }
.run div { display: grid; grid-template-columns: 10rem 1fr; gap: 1rem; padding: .2rem 0; }
.run dt { color: var(--muted); }
@media (max-width: 40rem) {
  body { padding: 1.5rem 1rem 3rem; }
  .on-wide { display: none; } .on-narrow { display: block; }
  .run div { grid-template-columns: 1fr; gap: 0; }
  .breaches th, .breaches td { padding-inline: .35rem; } .breaches td.number:not(.found, :last-child) { white-space: normal; } .breaches th:first-child { padding-left: 0; } .breaches td:last-child { padding-right: 0; }
  .breaches code { display: none; } .breaches td.found { font-size: 1rem; }
}
@media print {
  :root { ${light} --paper: #fff; }
  body { max-width: none; padding: 0; font-size: 10pt; }
  figure, table, li, .answer-block { break-inside: avoid; } h2, h3 { break-after: avoid; }
  .scroll { overflow: visible; } pre { max-height: none; }
  details::details-content { content-visibility: visible; block-size: auto; }
}
`;
