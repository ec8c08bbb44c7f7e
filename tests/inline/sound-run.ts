import { firstRight } from '../first-right.js';
import type { VerdictFile } from './run-inline.js';

/** What a command printed. */
interface Printed {
  readonly output: string;
}

const attempts = 3;
const saysSo = /was not healthy|% of the planned load/;

/** A starved generator proves nothing, and the package says so. */
export const wasStarved = ({ output }: Printed): boolean => saysSo.test(output.replaceAll(/\s+/g, ' '));

/** Runs again, twice at most, where a generator was starved: what is tested is another matter than what else the machine does. */
export const soundRun = <T extends Printed>(run: () => Promise<T>): Promise<T> =>
  firstRight(run, (result) => !wasStarved(result), attempts);

/**
 * Each scenario's title and verdict. What a starved machine leaves undecided counts as the verdict that it hides, for tests of what runs
 * and of what is told of it.
 */
export const titlesAndVerdicts = ({ scenarios }: VerdictFile, hidden: 'passed' | 'failed') =>
  scenarios.map(({ title, verdict, reasons }) => [
    title,
    verdict === 'inconclusive' && saysSo.test(reasons[0] ?? '') ? hidden : verdict,
  ]);
