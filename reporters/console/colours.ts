import type { Verdict } from '../../src/model/verdict.js';

const codes = {
  bold: [1, 22],
  dim: [2, 22],
  red: [31, 39],
  green: [32, 39],
  yellow: [33, 39],
  cyan: [36, 39],
} as const;
type Style = keyof typeof codes;

/** Wraps text in terminal colours, or leaves it as it is. */
export type Paint = (style: Style, text: string) => string;

export const colours: Paint = (style, text) => {
  const [on, off] = codes[style];
  return `\u001b[${on}m${text}\u001b[${off}m`;
};
export const noColours: Paint = (_style, text) => text;

/** The colour of a verdict. */
export const verdictStyle: Readonly<Record<Verdict, Style>> = {
  passed: 'green',
  failed: 'red',
  inconclusive: 'yellow',
};

/**
 * Whether to colour: `FORCE_COLOR` decides first (`0` and `false` mean no), then `NO_COLOR` when it is not empty, then whether the
 * output is a terminal that can.
 */
export function wantsColours(env: Readonly<Record<string, string | undefined>>, isTerminal: boolean): boolean {
  const forced = env.FORCE_COLOR;
  if (forced !== undefined) return forced !== '0' && forced !== 'false';
  if (env.NO_COLOR) return false;
  return isTerminal && env.TERM !== 'dumb';
}

/** Whether what this process prints is to be coloured. */
export const stylesWanted = (): boolean => wantsColours(process.env, process.stdout.isTTY);
