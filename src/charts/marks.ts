import type { Verdict } from '../model/verdict.js';
import { palette } from './palette.js';

/** Stands at a step in which participants had bad networks on purpose, in charts and in tables. */
export const impairedSign = '≈';

/** How a step is marked: by shape as well as by colour, for readers who do not tell red from green. */
export interface Mark {
  readonly symbol: string;
  readonly symbolSize: number;
  readonly itemStyle: { readonly color: string; readonly borderColor: string; readonly borderWidth: number };
  readonly label?: {
    readonly show: true;
    readonly formatter: string;
    readonly position: 'top';
    readonly color: string;
  };
}

const marks: Readonly<Record<Verdict, Mark>> = {
  passed: { symbol: 'circle', symbolSize: 9, itemStyle: filled(palette.passed) },
  failed: { symbol: 'diamond', symbolSize: 13, itemStyle: filled(palette.failed) },
  inconclusive: {
    symbol: 'rect',
    symbolSize: 9,
    itemStyle: { color: palette.paper, borderColor: palette.inconclusive, borderWidth: 2 },
  },
};

export const markOf = ({ verdict, impaired }: { readonly verdict: Verdict; readonly impaired: boolean }): Mark => ({
  ...marks[verdict],
  ...(impaired && {
    label: { show: true, formatter: impairedSign, position: 'top', color: palette.ink },
  }),
});

function filled(color: string): Mark['itemStyle'] {
  return { color, borderColor: palette.paper, borderWidth: 1 };
}
