import { palette } from '../../../src/charts/palette.js';

/** The page's colours as ECharts understands them, for light or dark as they are now. */
export function inPageColours<T>(option: T): T {
  const style = getComputedStyle(document.documentElement);
  const colours = new Map<string, string>(
    Object.entries(palette).map(([role, hex]) => [hex, style.getPropertyValue(`--chart-${role}`).trim() || hex]),
  );
  const paint = (value: unknown): unknown => {
    if (typeof value === 'string') return colours.get(value) ?? value;
    if (Array.isArray(value)) return value.map(paint);
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([key, of]) => [key, paint(of)]));
  };
  return paint(option) as T;
}

/** Calls `paint` whenever the page turns light or dark. */
export function onThemeChange(paint: () => void): void {
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', paint);
}
