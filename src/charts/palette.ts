/**
 * Colours of charts by role. Chart definitions hold plain hex colours, because ECharts computes with colours and does not know CSS
 * variables; {@link withCssVariables} turns them into variables of the page afterwards, so that one drawing serves light and dark.
 */
export const palette = {
  ink: '#1d2733',
  muted: '#5b6775',
  grid: '#e3e7ec',
  line: '#2f5d8a',
  band: '#8fb3d6',
  passed: '#2e7d4f',
  failed: '#c2341d',
  inconclusive: '#8a8f98',
  threshold: '#b3541e',
  paper: '#fefefe',
} as const;

/** Replaces every palette colour of a drawing by `var(--chart-<role>, <colour>)`. */
export function withCssVariables(svg: string): string {
  return Object.entries(palette).reduce(
    (drawn, [role, hex]) =>
      drawn
        .replaceAll(`"${hex}"`, `"var(--chart-${role}, ${hex})"`)
        .replaceAll(`"${rgb(hex)}"`, `"var(--chart-${role}, ${hex})"`),
    svg,
  );
}

function rgb(hex: string): string {
  const channel = (at: number) => Number.parseInt(hex.slice(at, at + 2), 16);
  return `rgb(${channel(1)},${channel(3)},${channel(5)})`;
}
